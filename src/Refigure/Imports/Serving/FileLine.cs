namespace Refigure.Imports.Serving;

/// <summary>A line of a file that is too large to be held.</summary>
/// <param name="Number">1-based.</param>
/// <param name="Offset">Where it begins, in bytes of the plain content.</param>
/// <param name="Bytes">Its bytes without the line break; valid until the next line is asked for.</param>
internal readonly record struct FileLine(int Number, long Offset, ReadOnlyMemory<byte> Bytes);
