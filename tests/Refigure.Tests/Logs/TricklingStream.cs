namespace Refigure.Tests.Logs;

/// <summary>A stream that gives a few bytes at a time, as pipes do.</summary>
internal sealed class TricklingStream(byte[] bytes, int size) : MemoryStream(bytes)
{
    public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, size));
}
