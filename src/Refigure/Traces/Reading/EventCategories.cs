using System.Text;

namespace Refigure.Traces.Reading;

/// <summary>Categories by their text; older traces write them with capitals and without underscores.</summary>
internal static class EventCategories
{
    private static readonly (byte[] Text, EventCategory Category)[] Table =
    [
        .. new (string Text, EventCategory Category)[]
        {
            ("cpu_op", EventCategory.Operator),
            ("kernel", EventCategory.Kernel),
            ("cuda_runtime", EventCategory.Call),
            ("cuda_driver", EventCategory.Call),
            ("gpu_memcpy", EventCategory.Copy),
            ("gpu_memset", EventCategory.Set),
            ("user_annotation", EventCategory.Annotation),
            ("gpu_user_annotation", EventCategory.GpuAnnotation),
            ("memcpy", EventCategory.Copy),
            ("memset", EventCategory.Set),
            ("runtime", EventCategory.Call),
            ("operator", EventCategory.Operator),
        }.Select(row => (Encoding.ASCII.GetBytes(row.Text), row.Category)),
    ];

    public static EventCategory Of(ReadOnlySpan<byte> text)
    {
        foreach (var (known, category) in Table)
        {
            if (known.Length == text.Length && Ascii.EqualsIgnoreCase(known, text))
            {
                return category;
            }
        }

        return EventCategory.Other;
    }
}
