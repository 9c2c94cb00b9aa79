using Refigure.Plotting.Pdf;
using Refigure.Plotting.Svg;
using Refigure.Plotting.Tests.Fonts;

namespace Refigure.Plotting.Tests.Pdf;

public sealed class PdfRendererTests
{
    [FontFact]
    public void Demo()
    {
        File.WriteAllBytes(
            "/tmp/fonts-demo.pdf",
            PdfRenderer.Render(SampleScenes.Everything, MachineFonts.Required, SampleScenes.Info)
        );
        File.WriteAllBytes(
            "/tmp/fonts-demo.svg",
            SvgRenderer.Render(SampleScenes.Everything, MachineFonts.Required, SampleScenes.Info)
        );
        File.WriteAllBytes(
            "/tmp/fonts-heat.pdf",
            PdfRenderer.Render(SampleScenes.HeatMap(130, 130), MachineFonts.Required, SampleScenes.Info)
        );
        File.WriteAllBytes(
            "/tmp/fonts-heat.svg",
            SvgRenderer.Render(SampleScenes.HeatMap(130, 130), MachineFonts.Required, SampleScenes.Info)
        );
    }
}
