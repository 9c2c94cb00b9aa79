using System.Collections.Immutable;

namespace Refigure.Plotting.Fonts;

/// <summary>The fonts of this machine: finds the two faces that figures are set in.</summary>
/// <param name="folders">Folders to search with all below them, in order; ones that do not exist are skipped.</param>
public sealed class FontLibrary(ImmutableArray<string> folders)
{
    private const int Regular = 400;
    private const int BoldWeight = 700;

    private static readonly EnumerationOptions Below = new()
    {
        RecurseSubdirectories = true,
        IgnoreInaccessible = true,
        MaxRecursionDepth = 8,
    };

    private ImmutableArray<string> _files;

    /// <summary>The library over the usual folders of Linux, macOS or Windows.</summary>
    public static FontLibrary ForThisMachine()
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        if (OperatingSystem.IsWindows())
        {
            var local = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData);
            return new FontLibrary([
                Environment.GetFolderPath(Environment.SpecialFolder.Fonts),
                Path.Combine(local, "Microsoft", "Windows", "Fonts"),
            ]);
        }

        return OperatingSystem.IsMacOS()
            ? new FontLibrary(["/Library/Fonts", Path.Combine(home, "Library/Fonts"), "/System/Library/Fonts"])
            : new FontLibrary([
                "/usr/share/fonts",
                "/usr/local/share/fonts",
                Path.Combine(home, ".fonts"),
                Path.Combine(home, ".local/share/fonts"),
            ]);
    }

    /// <summary>
    /// The font that the user names, else DejaVu Sans, else Liberation Sans, else Arial. A default at its usual place
    /// is found without listing a folder.
    /// </summary>
    /// <param name="name">A font file or a family's name; null or empty for the defaults.</param>
    /// <exception cref="FontException">There is no such font, or it cannot be used.</exception>
    public FontSet Find(string? name = null)
    {
        if (!string.IsNullOrEmpty(name))
        {
            if (IsFile(name))
            {
                return FromFile(name);
            }

            var known = FontFamily.Defaults.FirstOrDefault(family => Same(family.Name, name));
            return (known is null ? null : AtUsualPlace(known)) ?? FromFamily(name) ?? throw NoneNamed(name);
        }

        foreach (var family in FontFamily.Defaults)
        {
            if (AtUsualPlace(family) is { } found)
            {
                return found;
            }
        }

        foreach (var family in FontFamily.Defaults)
        {
            if (ByFileName(family) is { } found)
            {
                return found;
            }
        }

        foreach (var family in FontFamily.Defaults)
        {
            if (FromFamily(family.Name) is { } found)
            {
                return found;
            }
        }

        throw new FontException(
            "No usable font was found: DejaVu Sans, Liberation Sans and Arial were looked for in "
                + $"{string.Join(", ", folders)}; install one (on Debian and Ubuntu: apt-get install fonts-dejavu-core) "
                + "or name a TrueType file."
        );
    }

    private static bool IsFile(string name) =>
        name.Contains('/')
        || name.Contains(Path.DirectorySeparatorChar)
        || Path.GetExtension(name).ToUpperInvariant() is ".TTF" or ".TTC" or ".OTF"
        || File.Exists(name);

    private static FontSet FromFile(string path)
    {
        var regular = Open(path);
        var info = FontFileInfo.TryRead(path);
        var folder = Path.GetDirectoryName(Path.GetFullPath(path));
        if (info is null || folder is null)
        {
            return new FontSet(regular, regular);
        }

        var options = new EnumerationOptions { IgnoreInaccessible = true };
        var siblings = Directory.EnumerateFiles(folder, "*", options).Where(IsFontFile).Order(StringComparer.Ordinal);
        var bold = siblings
            .Select(FontFileInfo.TryRead)
            .OfType<FontFileInfo>()
            .FirstOrDefault(f =>
                string.Equals(f.Names.Family, info.Names.Family, StringComparison.Ordinal)
                && f.DistanceFrom(BoldWeight) == 0
            );
        return new FontSet(regular, bold is null ? regular : Open(bold.Path));
    }

    private FontSet? AtUsualPlace(FontFamily family)
    {
        foreach (var folder in folders)
        {
            foreach (var place in FontFamily.UsualPlaces)
            {
                var below = Path.Combine(folder, place);
                if (FirstThere(below, family.Regular) is { } regular)
                {
                    return Pair(regular, FirstThere(below, family.Bold));
                }
            }
        }

        return null;
    }

    private FontSet? ByFileName(FontFamily family) =>
        FirstNamed(family.Regular) is { } regular ? Pair(regular, FirstNamed(family.Bold)) : null;

    /// <summary>Looks into each font file: slow, and only where names of files did not help.</summary>
    private FontSet? FromFamily(string family)
    {
        var named = Files().Select(FontFileInfo.TryRead).OfType<FontFileInfo>().ToList();
        var faces = named.FindAll(f => Same(f.Names.Family, family));
        if (faces.Count == 0)
        {
            faces = named.FindAll(f => Same(f.Names.TypographicFamily, family));
        }

        if (faces.MinBy(f => f.DistanceFrom(Regular)) is not { } regular)
        {
            return null;
        }

        var bold = faces.MinBy(f => f.DistanceFrom(BoldWeight));
        return Pair(regular.Path, bold is { Weight: > Regular, Slanted: false } ? bold.Path : null);
    }

    private ImmutableArray<string> Files()
    {
        if (_files.IsDefault)
        {
            _files =
            [
                .. folders
                    .Where(Directory.Exists)
                    .SelectMany(folder => Directory.EnumerateFiles(folder, "*", Below))
                    .Where(IsFontFile)
                    .Order(StringComparer.Ordinal),
            ];
        }

        return _files;
    }

    private string? FirstNamed(ImmutableArray<string> names) =>
        Files().FirstOrDefault(file => names.Contains(Path.GetFileName(file)));

    private static string? FirstThere(string folder, ImmutableArray<string> names)
    {
        foreach (var name in names)
        {
            var path = Path.Combine(folder, name);
            if (File.Exists(path))
            {
                return path;
            }
        }

        return null;
    }

    private static FontSet Pair(string regular, string? bold)
    {
        var face = Open(regular);
        return new FontSet(face, bold is null ? face : Open(bold));
    }

    private static FontFace Open(string path)
    {
        try
        {
            return FontFace.Load(File.ReadAllBytes(path), path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new FontException(path, File.Exists(path) ? "it cannot be read" : "there is no such file");
        }
    }

    private static bool IsFontFile(string path) =>
        Path.GetExtension(path.AsSpan()) is ".ttf" or ".ttc" or ".TTF" or ".TTC";

    private static bool Same(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);

    private FontException NoneNamed(string name) =>
        new(
            $"No TrueType font of the family '{name}' was found in {string.Join(", ", folders)}; "
                + "name an installed family or a .ttf file."
        );
}
