namespace Refigure.Models.HuggingFace;

/// <summary>A file of a model's folder that is to be written.</summary>
/// <param name="Name">Its name in the folder.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Write">Writes its bytes, in order.</param>
internal sealed record HuggingFaceFile(string Name, long Bytes, Action<Stream, CancellationToken> Write);
