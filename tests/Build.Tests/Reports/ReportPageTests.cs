using System.Text.RegularExpressions;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Refigure.Build.Tests.EndToEnd;
using Refigure.Testing;

namespace Refigure.Build.Tests.Reports;

/// <summary>The report of the recorded runs in a real Chromium: what a reader clicks, and what must not happen meanwhile.</summary>
public sealed class ReportPageTests(BrowserKit kit) : IClassFixture<BrowserKit>
{
    private const string Figure = "#figure-2-lab";

    [ChromiumFact]
    public async Task A_bar_leads_to_its_runs_and_a_run_to_the_line_of_its_log()
    {
        await using var open = await kit.OpenAsync(kit.Report);
        var page = open.Page;

        var address = await page.Locator($"{Figure} a.mark")
            .Filter(new() { HasText = "Loading Weights" })
            .GetAttributeAsync("href");
        var bar = page.Locator($"{Figure} a.mark[href='{address}']");
        await bar.HoverAsync();
        var tip = await page.Locator("#tip").InnerTextAsync();
        tip.ShouldContain("load_weights: ");
        tip.ShouldContain(" ± ");
        tip.ShouldContain("95 % interval ");
        tip.ShouldEndWith("n = 3");

        await bar.ClickAsync();
        var row = page.Locator($"{Figure} tr.at");
        await Assertions.Expect(row).ToBeInViewportAsync();
        (await row.InnerTextAsync()).ShouldContain("Loading Weights");
        var source = row.Locator(".sources li").First;
        (await source.InnerTextAsync()).ShouldContain("model-sweep/h100/synthetic-llama-1b/warm-1");
        (await source.InnerTextAsync()).ShouldContain("Loading weights took");

        await source.GetByText("engine.log:").ClickAsync();
        var line = page.Locator("#run li.at");
        await Assertions.Expect(line).ToBeInViewportAsync();
        (await line.Locator("mark").InnerTextAsync()).ShouldContain("Loading weights took");
        (await page.Locator("#run h3").InnerTextAsync()).ShouldBe("model-sweep/h100/synthetic-llama-1b/warm-1");

        await page.GoBackAsync();
        await Assertions.Expect(row).ToBeInViewportAsync();
        open.ShouldHaveBeenQuiet();
    }

    [ChromiumFact]
    public async Task No_mark_leads_nowhere_also_where_the_table_has_no_row_for_it()
    {
        await using var open = await kit.OpenAsync(kit.Report);
        var page = open.Page;

        var dead = await page.EvaluateAsync<string[]>(
            """
            () => {
              const runs = new Set(JSON.parse(document.getElementById("runs-data").textContent).anchor);
              return [...document.querySelectorAll("a.mark")]
                .map((mark) => mark.getAttribute("href").slice(1))
                .filter((to) => document.getElementById(to) === null && !runs.has(to.slice(0, 20)));
            }
            """
        );
        dead.ShouldBeEmpty();
        var beyond = page.Locator("#figure-18-lab a.mark:not([href^='#figure'])");
        (await beyond.CountAsync()).ShouldBeGreaterThan(500);
        await beyond.Last.DispatchEventAsync("click");
        await Assertions.Expect(page.Locator("#run h3")).ToHaveTextAsync(new Regex("^tp-serving/h100/"));
        open.ShouldHaveBeenQuiet();
    }

    [ChromiumFact(NeedsStudy = true)]
    public async Task A_cell_of_a_heat_map_is_read_with_the_pointer_and_with_keys()
    {
        kit.Clone.Run(
                "--target",
                "Report",
                "--figure",
                "12",
                "--from",
                SharedData.Path("data/breaking-the-ice"),
                "--out",
                "study"
            )
            .ShouldSucceed();
        await using var open = await kit.OpenAsync(kit.Clone.Folder["study", "report.html"]);
        var page = open.Page;
        var rows = page.Locator("#figure-12-paper a.mark");
        var tip = page.Locator("#tip");

        (await rows.CountAsync()).ShouldBe(64);
        (await rows.First.Locator("title").TextContentAsync())!.ShouldMatch(
            @"^core 0: 0 % to [\d.]+ %, mean [\d.]+ %, \d+ samples within [\d.]+ s$"
        );
        await rows.Nth(5).HoverAsync();
        (await tip.InnerTextAsync()).ShouldMatch(@"^core 5, at 1[23](\.\d)? s: [\d.]+ %, n = 1$");
        await rows.Nth(63).FocusAsync();
        await page.Keyboard.PressAsync("ArrowRight");
        (await tip.InnerTextAsync()).ShouldMatch(@"^core 63, at 0 s: [\d.]+ %, n = 1$");
        await page.Keyboard.PressAsync("ArrowRight");
        (await tip.InnerTextAsync()).ShouldMatch(@"^core 63, at 0\.1 s: [\d.]+ %, n = 1$");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("#run h3")).ToHaveTextAsync("cpu-usage/n1/qwen-4b/warm-1");
        open.ShouldHaveBeenQuiet();
    }

    [ChromiumFact]
    public async Task Everything_on_the_way_from_a_bar_to_the_line_can_be_done_with_keys()
    {
        await using var open = await kit.OpenAsync(kit.Report);
        var page = open.Page;

        await page.Locator($"{Figure} a.mark").First.FocusAsync();
        await Assertions.Expect(page.Locator("#tip")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.Locator("#tip")).ToBeHiddenAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator($"{Figure} tr.at")).ToBeInViewportAsync();
        // From the row that has the focus: its list, the run, the line.
        for (var i = 0; i < 3; i++)
        {
            await page.Keyboard.PressAsync("Tab");
        }

        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("#run li.at")).ToBeInViewportAsync();
        open.ShouldHaveBeenQuiet();
    }

    [ChromiumFact]
    public async Task Runs_are_filtered_and_sorted_and_only_those_in_sight_are_rendered()
    {
        await using var open = await kit.OpenAsync(kit.Report);
        var page = open.Page;
        var rows = page.Locator("#runs-table tbody tr:not(.space)");
        (await rows.CountAsync()).ShouldBeLessThan(60);

        await page.Locator("select[name=node]").SelectOptionAsync("h200");
        await Assertions
            .Expect(page.GetByRole(AriaRole.Status))
            .ToHaveTextAsync(new System.Text.RegularExpressions.Regex(@"^\d+ of \d+ runs$"));
        (await rows.AllInnerTextsAsync()).ShouldAllBe(text => text.Contains("h200", StringComparison.Ordinal));
        await page.Locator("select[name=node]").SelectOptionAsync("all");
        await page.Locator("input[type=search]").FillAsync("0.5b");
        (await rows.AllInnerTextsAsync()).ShouldAllBe(text =>
            text.Contains("synthetic-llama-0.5b", StringComparison.Ordinal)
        );

        await page.Locator("#runs-table th button", new() { HasText = "seconds" }).ClickAsync();
        var seconds = (await page.Locator("#runs-table tbody td:nth-child(9)").AllInnerTextsAsync())
            .Select(text => double.Parse(text, System.Globalization.CultureInfo.InvariantCulture))
            .ToArray();
        seconds.Length.ShouldBeGreaterThan(3);
        seconds.ShouldBe(seconds.Order());

        await rows.First.Locator("a").ClickAsync();
        await Assertions.Expect(page.Locator("#run article")).ToBeInViewportAsync();
        (await page.Locator("#run article").InnerTextAsync()).ShouldContain("Wall-clock time: ");
        open.ShouldHaveBeenQuiet();
    }

    [ChromiumFact]
    public async Task A_reference_gives_each_of_its_figures_a_verdict_and_the_numbers_side_by_side()
    {
        await using var open = await kit.OpenAsync(kit.Report);
        var page = open.Page;

        var overview = await page.Locator("#overview").InnerTextAsync();
        overview.ShouldContain("different");
        // Without a word of the reference, the recorded runs are held against the committed numbers.
        overview.ShouldContain("Against the committed numbers of the recorded runs: all ");
        (await page.Locator("#figure-1-lab .verdict").InnerTextAsync()).ShouldStartWith("Against the reference: ");
        await page.Locator("#figure-1-lab summary", new() { HasText = "side by side" }).ClickAsync();
        (await page.Locator("#figure-1-lab svg.sides rect").CountAsync()).ShouldBe(4);
        await page.Locator("#figure-1-lab .data summary").First.ClickAsync();
        (await page.Locator("#figure-1-lab table").InnerTextAsync()).ShouldContain("deviation");
        open.ShouldHaveBeenQuiet();
    }

    [ChromiumFact]
    public async Task The_data_can_be_downloaded_and_is_the_figures_csv()
    {
        await using var open = await kit.OpenAsync(kit.Report);
        var page = open.Page;
        await page.Locator($"{Figure} .data > summary").ClickAsync();

        var download = await page.RunAndWaitForDownloadAsync(() => page.Locator($"{Figure} a.download").ClickAsync());

        download.SuggestedFilename.ShouldBe("figure2-lab.csv");
        using var text = new StreamReader(await download.CreateReadStreamAsync());
        (await text.ReadLineAsync()).ShouldBe("figure,panel,series,label,x,y,error,n,unit");
    }

    [ChromiumFact]
    public async Task It_is_accessible_in_both_themes_and_fits_a_phone()
    {
        await using var open = await kit.OpenAsync(kit.Report);
        var page = open.Page;
        // With a run and a table in sight.
        await page.Locator($"{Figure} a.mark").First.ClickAsync();
        await page.Locator($"{Figure} tr.at .sources a").First.ClickAsync();
        await Assertions.Expect(page.Locator("#run article")).ToBeVisibleAsync();
        foreach (var theme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            await page.EmulateMediaAsync(new() { ColorScheme = theme });
            var result = await page.RunAxe();
            result.Violations.Select(v => $"{theme} {v.Id}: {v.Nodes.FirstOrDefault()?.Html}").ShouldBeEmpty();
        }

        await page.SetViewportSizeAsync(390, 844);
        var beyond = await page.EvaluateAsync<int>(
            "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
        );
        beyond.ShouldBe(0);
    }

    [ChromiumFact]
    public async Task Without_scripts_its_content_can_be_read()
    {
        await using var open = await kit.OpenAsync(
            kit.Report,
            new BrowserNewContextOptions { JavaScriptEnabled = false }
        );
        var page = open.Page;

        (await page.Locator("#overview tbody tr").CountAsync()).ShouldBeGreaterThan(20);
        await Assertions.Expect(page.Locator($"{Figure} svg.drawing")).ToBeVisibleAsync();
        await page.Locator($"{Figure} a.mark").First.ClickAsync();
        var row = page.Locator($"{Figure} .data tbody tr").First;
        await Assertions.Expect(row).ToBeVisibleAsync();
        await row.Locator("summary").ClickAsync();
        (await row.InnerTextAsync()).ShouldContain("engine.log:");
        (await page.Locator("#runs").InnerTextAsync()).ShouldContain("model-sweep/h100/synthetic-llama-1b/warm-1");
        open.ShouldHaveBeenQuiet();
    }

    [ChromiumFact]
    public async Task It_prints_to_pages_that_can_be_read()
    {
        await using var open = await kit.OpenAsync(kit.Report);
        var file = kit.Clone.Folder["report.pdf"];

        await open.Page.PdfAsync(new() { Path = file, Format = "A4" });

        var text = HostProcess.RunProgram(kit.Clone.Root, [], "pdftotext", "-layout", file, "-");
        text.ExitCode.ShouldBe(0);
        text.Output.ShouldContain("Where a warm start spends its time");
        text.Output.ShouldContain("model-sweep");
    }

    [Fact]
    public void The_same_runs_give_the_same_bytes()
    {
        var before = File.ReadAllBytes(kit.Report);
        kit.Clone.Run(
                "--target",
                "Report",
                "--against",
                Checkout.PathOf("tests", "Build.Tests", "Reports", "reference.csv"),
                "--out",
                kit.Clone.Folder["again"]
            )
            .ShouldSucceed();

        File.ReadAllBytes(kit.Clone.Folder["again", "report.html"]).AsSpan().SequenceEqual(before).ShouldBeTrue();
    }
}
