namespace Refigure.Traces.Reading;

/// <summary>The categories of a Kineto trace that matter here.</summary>
internal enum EventCategory
{
    Other,
    Kernel,
    Copy,
    Set,
    Operator,
    Call,
    Annotation,
    GpuAnnotation,
}
