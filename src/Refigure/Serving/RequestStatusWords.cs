namespace Refigure.Serving;

/// <summary>The words of <see cref="RequestStatus"/> in files.</summary>
public static class RequestStatusWords
{
    /// <summary>The word.</summary>
    public static string Word(this RequestStatus status) =>
        status switch
        {
            RequestStatus.Completed => "completed",
            RequestStatus.Empty => "empty",
            RequestStatus.Failed => "failed",
            RequestStatus.Cut => "cut",
            _ => throw new ArgumentOutOfRangeException(nameof(status)),
        };

    /// <summary>The status of a word; null for another text.</summary>
    public static RequestStatus? Parse(string word) =>
        word switch
        {
            "completed" => RequestStatus.Completed,
            "empty" => RequestStatus.Empty,
            "failed" => RequestStatus.Failed,
            "cut" => RequestStatus.Cut,
            _ => null,
        };
}
