namespace Refigure.Patches;

/// <summary>In which state the files are that patches change.</summary>
public enum PatchState
{
    /// <summary>All are unchanged.</summary>
    Unpatched,

    /// <summary>All are changed.</summary>
    Patched,

    /// <summary>Some are changed: someone was interrupted.</summary>
    Half,
}
