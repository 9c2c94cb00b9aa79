using Refigure.Prediction;

namespace Refigure.Figures;

/// <summary>A model to predict, and the models to learn from.</summary>
internal sealed record LessonPlan(MeasuredModel Pupil, MeasuredModel[] Teachers)
{
    private const int LeastToLearnFrom = 3;

    /// <summary>
    /// The study's five from the study's thirteen if they, or enough of them, are there; else each model from all the others;
    /// empty if there are too few.
    /// </summary>
    public static LessonPlan[] For(MeasuredModel[] known)
    {
        var usable = known.Where(k => k.CanTeach).ToArray();
        var study = usable.Where(k => StudySplit.Training.Contains(k.Name)).ToArray();
        var held = StudySplit.Validation.SelectMany(name => known.Where(k => k.Name == name)).ToArray();
        if (held.Length > 0 && study.Length >= LeastToLearnFrom)
        {
            return [.. held.Select(h => new LessonPlan(h, study))];
        }

        if (usable.Length <= LeastToLearnFrom)
        {
            return [];
        }

        var ordered = Ordered.By(usable, static (a, b) => string.CompareOrdinal(a.Name, b.Name));
        return [.. ordered.Select(k => new LessonPlan(k, [.. usable.Where(u => u.Name != k.Name)]))];
    }
}
