using System.Buffers.Text;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace Refigure.Running.Processes;

/// <summary>
/// Finds the members of a process's tree: its session, children of members, and every process with its mark. A member once
/// seen stays one, so that one that left the session later is found too. Not for several threads at once.
/// </summary>
internal sealed unsafe class ProcessTree(ProcessIdentity root, bool trustSession)
{
    private readonly ProcFile _file = new();
    private readonly byte[] _mark = Encoding.UTF8.GetBytes($"REFIGURE_RUN={root.Mark}\0");
    private readonly Dictionary<int, long> _known = [];

    /// <summary>All members that exist now, zombies too; the host is never one.</summary>
    public List<TreeMember> Find()
    {
        var candidates = new List<TreeMember>();
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            var isProcess = int.TryParse(folder.AsSpan(6), NumberStyles.None, CultureInfo.InvariantCulture, out var id);
            // What started before the root is no part of its tree.
            if (
                isProcess
                && id != Environment.ProcessId
                && Stat(_file, id) is { } found
                && found.StartTicks >= root.StartTicks
            )
            {
                candidates.Add(found);
            }
        }

        var members = candidates.FindAll(IsMember);
        var ids = members.Select(member => member.Id).ToHashSet();
        for (var grew = true; grew; )
        {
            grew = false;
            foreach (var one in candidates)
            {
                if (ids.Contains(one.Parent) && ids.Add(one.Id))
                {
                    members.Add(one);
                    grew = true;
                }
            }
        }

        _known.Clear();
        members.ForEach(member => _known[member.Id] = member.StartTicks);
        return members;
    }

    /// <summary>Sends a signal to exactly this process; nothing happens if its id belongs to another by now.</summary>
    public static void Signal(int id, long startTicks, int signal)
    {
        // The descriptor holds on to the process, so that nothing can come between the comparison and the signal.
        var handle = LinuxCalls.Call((nint)LinuxCalls.PidfdOpen, id, 0, 0, 0);
        if (handle < 0 && Marshal.GetLastPInvokeError() != LinuxCalls.NoSuchCall)
        {
            return;
        }

        if (Stat(new ProcFile(), id)?.StartTicks == startTicks)
        {
            _ =
                handle < 0
                    ? LinuxCalls.Signal(id, signal)
                    : LinuxCalls.Call((nint)LinuxCalls.PidfdSendSignal, handle, signal, 0, 0);
        }

        if (handle >= 0)
        {
            _ = LinuxCalls.Close((int)handle);
        }
    }

    /// <summary>Takes a zombie off the process table if it came back to the host.</summary>
    public static void Reap(TreeMember zombie)
    {
        int status;
        if (zombie.Parent == Environment.ProcessId)
        {
            _ = LinuxCalls.Wait(zombie.Id, &status, LinuxCalls.WaitNoHang);
        }
    }

    /// <summary>A process's line in <c>/proc</c>; null if there is none.</summary>
    public static TreeMember? Stat(ProcFile file, int id)
    {
        // PID (NAME) STATE PPID PGRP SESSION …; the name may hold anything, so that only the last bracket counts.
        var text = file.Read($"/proc/{id}/stat");
        var open = text.IndexOf((byte)'(');
        var close = text.LastIndexOf((byte)')');
        if (open < 0 || close < open || close + 4 >= text.Length)
        {
            return null;
        }

        var name = Encoding.UTF8.GetString(text[(open + 1)..close]);
        var rest = text[(close + 2)..];
        return new TreeMember(
            id,
            (int)Field(rest, 1),
            (int)Field(rest, 3),
            Field(rest, 19),
            rest[0] is (byte)'Z' or (byte)'X',
            name
        );
    }

    /// <summary>The processor time that a process took, children not counted, in seconds; null if there is no such process.</summary>
    public static double? ProcessorSeconds(int id)
    {
        // Linux tells all clock ticks as hundredths of a second.
        const double TicksInASecond = 100;
        var text = new ProcFile().Read($"/proc/{id}/stat");
        var close = text.LastIndexOf((byte)')');
        return close < 0 || close + 4 >= text.Length
            ? null
            : (Field(text[(close + 2)..], 11) + Field(text[(close + 2)..], 12)) / TicksInASecond;
    }

    private static long Field(ReadOnlySpan<byte> text, int index)
    {
        for (; index > 0; index--)
        {
            var space = text.IndexOf((byte)' ');
            if (space < 0)
            {
                return 0;
            }

            text = text[(space + 1)..];
        }

        return Utf8Parser.TryParse(text, out long value, out _) ? value : 0;
    }

    private bool IsMember(TreeMember one) =>
        (one.Id == root.Id && one.StartTicks == root.StartTicks)
        || (trustSession && one.Session == root.Id)
        || (_known.TryGetValue(one.Id, out var ticks) && ticks == one.StartTicks)
        || (root.Mark.Length > 0 && HasMark(one.Id))
        || (root.Folder is { } folder && one.Session == root.Id && IsIn(one.Id, folder));

    private static bool IsIn(int id, string folder)
    {
        try
        {
            // A folder that is gone has " (deleted)" behind its name.
            var at = new FileInfo($"/proc/{id}/cwd").LinkTarget;
            return at is not null && (at == folder || at.StartsWith(folder + "/", StringComparison.Ordinal));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It ended meanwhile, or is somebody else's.
            return false;
        }
    }

    private bool HasMark(int id)
    {
        var variables = _file.Read($"/proc/{id}/environ");
        var at = variables.IndexOf(_mark);
        return at == 0 || (at > 0 && variables[at - 1] == 0);
    }
}
