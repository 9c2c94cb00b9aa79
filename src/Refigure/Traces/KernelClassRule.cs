namespace Refigure.Traces;

/// <summary>A row of <see cref="KernelClasses.Rules"/>: a kernel whose name has this text is of this class.</summary>
/// <param name="Text">Lower case.</param>
/// <param name="Class">Of such kernels.</param>
/// <param name="AtStart">Whether the name must begin with it.</param>
public sealed record KernelClassRule(string Text, KernelClass Class, bool AtStart = false);
