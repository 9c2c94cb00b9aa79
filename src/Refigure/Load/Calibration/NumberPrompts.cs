using System.Globalization;
using Refigure.Load.Prompts;

namespace Refigure.Load.Calibration;

/// <summary>Prompts that are their own number, so that the server's times and the client's can be held together.</summary>
internal sealed class NumberPrompts(int outputTokens) : IPromptSource
{
    public string Name => "numbers";

    public int? Count => null;

    public int? PromptTokens => 1;

    public int? OutputTokens => outputTokens;

    public Prompt At(int number) => new(number.ToString(CultureInfo.InvariantCulture), 1, outputTokens);
}
