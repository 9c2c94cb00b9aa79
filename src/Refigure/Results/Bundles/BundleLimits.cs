namespace Refigure.Results.Bundles;

/// <summary>What a bundle may be at most: far more than any that we would write, far less than harms the machine.</summary>
internal static class BundleLimits
{
    /// <summary>Bytes of a manifest; 10,000 runs need 4 million.</summary>
    public const long Manifest = 64L << 20;

    /// <summary>Bytes of a <c>run.json</c>, which is held in memory.</summary>
    public const long Record = 16L << 20;

    /// <summary>Bytes of one file.</summary>
    public const long File = 1L << 40;

    /// <summary>Files.</summary>
    public const int Files = 1_000_000;

    /// <summary>Bytes of a name; the parts of a path are at most <see cref="FolderName.MaxLength"/>.</summary>
    public const int Name = 4096;

    private const long Small = 64L << 20;
    private const long Ratio = 500;

    /// <summary>
    /// Whether so much out of so little is no archive of logs. Deflate ends at 1,032 to 1, which takes zeros; logs come to 20,
    /// and a small one cannot fill a disk.
    /// </summary>
    public static bool IsBomb(long unpacked, long packed) => unpacked > Small && unpacked / Ratio > packed;
}
