namespace Refigure.Figures.Serving;

/// <summary>A latency that each request has.</summary>
public enum RequestLatency
{
    /// <summary>Time to first token, from the send.</summary>
    Ttft,

    /// <summary>Time per output token after the first; undefined for fewer than two.</summary>
    Tpot,
}
