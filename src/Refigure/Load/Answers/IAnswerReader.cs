namespace Refigure.Load.Answers;

/// <summary>Reads the events of one answer of one kind of endpoint.</summary>
internal interface IAnswerReader
{
    /// <summary>Reads the data of an event.</summary>
    AnswerEvent Read(ReadOnlySpan<byte> data);
}
