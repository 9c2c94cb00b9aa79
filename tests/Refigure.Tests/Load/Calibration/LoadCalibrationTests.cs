using Refigure.Load;
using Refigure.Load.Calibration;

namespace Refigure.Tests.Load.Calibration;

public sealed class LoadCalibrationTests
{
    [Fact]
    public async Task Tokens_are_seen_after_they_were_written_and_every_one_is()
    {
        var result = await LoadCalibration.RunAsync(new LoadGenerator(TimeProvider.System), 8, CancellationToken.None);

        result.ShouldNotBeNull();
        (result.Streams, result.Tokens).ShouldBe((8, 80));
        result.ReceiveMean.ShouldBeInRange(0, result.ReceiveMax);
        result.ReceiveP99.ShouldBeInRange(0, result.ReceiveMax);
        result.ArriveMean.ShouldBeGreaterThan(0);
    }
}
