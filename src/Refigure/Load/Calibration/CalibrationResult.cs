namespace Refigure.Load.Calibration;

/// <summary>What the client added to times that are known, in seconds.</summary>
/// <param name="Streams">Streams at a time.</param>
/// <param name="Tokens">Tokens that were looked at.</param>
/// <param name="ArriveMean">From the intended start until the server had the request: the mean.</param>
/// <param name="ReceiveMean">From the moment at which the server wrote a token to the one at which the client had it: the mean.</param>
/// <param name="ReceiveP99">Its 99th percentile.</param>
/// <param name="ReceiveMax">The longest.</param>
public sealed record CalibrationResult(
    int Streams,
    int Tokens,
    double ArriveMean,
    double ReceiveMean,
    double ReceiveP99,
    double ReceiveMax
);
