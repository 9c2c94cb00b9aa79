namespace Refigure.Results.Bundles;

/// <summary>Whether a <c>run.json</c> that came from elsewhere is whole and belongs where it lies.</summary>
internal static class RunRecordCheck
{
    /// <summary>The record.</summary>
    /// <exception cref="InvalidDataException">It is damaged, of another run, or its hash is not that of its files.</exception>
    public static RunRecord Read(ReadOnlySpan<byte> text, RunIdentity run)
    {
        RunRecord record;
        try
        {
            record = RunRecordReader.Read(text);
        }
        catch (FormatException e)
        {
            throw new InvalidDataException($"{run.RelativeFolder}/{RunFolder.RecordName} is damaged ({e.Message})", e);
        }

        if (record.Identity != run)
        {
            throw new InvalidDataException(
                $"{run.RelativeFolder}/{RunFolder.RecordName} says that it is of {Shown.Of(record.Identity.RelativeFolder)}"
            );
        }

        return RunHash.Compute(run, record.Files) == record.Hash
            ? record
            : throw new InvalidDataException(
                $"{run.RelativeFolder}/{RunFolder.RecordName} was changed: its hash is not that of its identity and files"
            );
    }
}
