namespace Refigure.Results.Merging;

/// <summary>Which of two runs of one identity is right, where they differ.</summary>
public enum MergePreference
{
    /// <summary>Nobody said: the one that is there stays, the other one is kept aside, and both are shown.</summary>
    None,

    /// <summary>The one that is there.</summary>
    Mine,

    /// <summary>The one that is taken over; the one that was there is kept aside.</summary>
    Theirs,
}
