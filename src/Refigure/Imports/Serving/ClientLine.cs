namespace Refigure.Imports.Serving;

/// <summary>A request in the log of the course assignment's client.</summary>
/// <param name="Ttft">TTFT in seconds.</param>
/// <param name="Tpot">TPOT in seconds.</param>
/// <param name="Prompt">Tokens of the prompt.</param>
/// <param name="Output">Tokens of the answer, counted again by the client.</param>
/// <param name="Latency">E2E latency in seconds.</param>
/// <param name="Start">Its start, in seconds of the client's clock.</param>
internal sealed record ClientLine(double Ttft, double Tpot, int Prompt, int Output, double Latency, double Start);
