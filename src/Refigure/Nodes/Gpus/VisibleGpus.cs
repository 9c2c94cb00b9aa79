using System.Collections.Immutable;
using System.Globalization;

namespace Refigure.Nodes.Gpus;

/// <summary>Which GPUs of a machine a program uses, as <c>CUDA_VISIBLE_DEVICES</c> restricts and orders them.</summary>
public static class VisibleGpus
{
    /// <summary>The variable.</summary>
    public const string Variable = "CUDA_VISIBLE_DEVICES";

    /// <summary>Those that a program sees, in its own order.</summary>
    /// <param name="devices">All, in the order of the PCI bus.</param>
    /// <param name="visible">The variable's value: numbers, or beginnings of UUIDs; null if it is not set.</param>
    /// <param name="byBus">Whether CUDA counts in the order of the PCI bus (<c>CUDA_DEVICE_ORDER=PCI_BUS_ID</c>).</param>
    public static ImmutableArray<GpuDevice> Of(ImmutableArray<GpuDevice> devices, string? visible, bool byBus)
    {
        if (visible is null)
        {
            return devices;
        }

        var found = ImmutableArray.CreateBuilder<GpuDevice>();
        foreach (var entry in visible.Split(',', StringSplitOptions.TrimEntries))
        {
            if (entry.StartsWith("MIG-", StringComparison.Ordinal))
            {
                // Whose part it is, only the driver knows.
                return devices;
            }

            if (Find(devices, entry) is not { } device || found.Contains(device))
            {
                // CUDA reads up to the first that is wrong.
                break;
            }

            if (
                !byBus
                && devices.Any(d => d.Name != device.Name)
                && !entry.StartsWith("GPU-", StringComparison.Ordinal)
            )
            {
                // CUDA counts the fastest first; which one that is among different ones cannot be told from here.
                return devices;
            }

            found.Add(device);
        }

        return found.DrainToImmutable();
    }

    private static GpuDevice? Find(ImmutableArray<GpuDevice> devices, string entry)
    {
        if (int.TryParse(entry, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return number < devices.Length ? devices[number] : null;
        }

        // The beginning of one is enough if it is only one's.
        GpuDevice[] named = entry.StartsWith("GPU-", StringComparison.Ordinal)
            ? [.. devices.Where(d => d.Uuid.StartsWith(entry, StringComparison.Ordinal))]
            : [];
        return named.Length == 1 ? named[0] : null;
    }
}
