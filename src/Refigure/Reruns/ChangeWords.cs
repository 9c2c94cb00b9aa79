namespace Refigure.Reruns;

/// <summary>Verdicts in words.</summary>
public static class ChangeWords
{
    /// <summary><c>faster</c>, <c>slower</c>, <c>same</c> or <c>can't tell</c>.</summary>
    public static string Word(this Change change) =>
        change switch
        {
            Change.Same => "same",
            Change.Faster => "faster",
            Change.Slower => "slower",
            Change.CannotTell => "can't tell",
            _ => throw new ArgumentOutOfRangeException(nameof(change)),
        };
}
