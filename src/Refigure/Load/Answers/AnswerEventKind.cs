namespace Refigure.Load.Answers;

/// <summary>What an event of a streamed answer is.</summary>
internal enum AnswerEventKind
{
    /// <summary>Tokens: a choice with text, or one whose text is not complete yet.</summary>
    Token,

    /// <summary>A choice without a token, such as the role at the beginning or the reason at the end.</summary>
    Choice,

    /// <summary>Neither: usage, or something that does not concern us.</summary>
    Other,

    /// <summary>The end, as OpenAI's servers mark it.</summary>
    Done,

    /// <summary>The server says that it failed.</summary>
    Error,

    /// <summary>It is not what an event of this endpoint is.</summary>
    Malformed,
}
