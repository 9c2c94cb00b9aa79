namespace Refigure.Build.Tests.EndToEnd;

/// <summary>A clone with a study of three small runs imported, once for all tests that then damage a copy of it.</summary>
public sealed class TinyStudy : IDisposable
{
    private readonly BareClone _clone = new();

    /// <summary>Imports.</summary>
    public TinyStudy()
    {
        for (var i = 1; i <= 3; i++)
        {
            _clone.Folder.Write(
                $"study/figures/figure-2/iterations/{i}/output_model_llama3-3b.txt",
                TinyLogs.Warm(i, i)
            );
        }

        _clone.Run("--target", "Import", "--from", "study").ShouldSucceed();
    }

    /// <inheritdoc />
    public void Dispose() => _clone.Dispose();

    internal BareClone Copy()
    {
        var copy = new BareClone();
        Checkout.Copy(_clone.Folder["study"], copy.Folder["study"]);
        Checkout.Copy(_clone.Folder["figures", "runs"], copy.Folder["figures", "runs"]);
        return copy;
    }
}
