using Microsoft.Playwright;
using Refigure.Build.Tests.EndToEnd;

namespace Refigure.Build.Tests.Reports;

/// <summary>Whatever logs, names and facts say is shown as text, in every place of the page where it is shown.</summary>
public sealed class ReportSinkTests(BrowserKit kit) : IClassFixture<BrowserKit>
{
    [ChromiumFact]
    public async Task Nothing_that_a_run_says_is_taken_for_markup()
    {
        using var clone = new BareClone();
        HostileRun.Write(clone);
        clone.Run("--target", "Report").ShouldSucceed();
        var file = clone.Folder["figures", "report.html"];

        await using var open = await kit.OpenAsync(file);
        var page = open.Page;
        await page.Locator("select[name=state]").SelectOptionAsync("changed since");
        await page.Locator("#runs-table tbody a").First.ClickAsync();
        await Assertions.Expect(page.Locator("#run article")).ToBeVisibleAsync();

        // Each sink shows it as it is.
        foreach (
            var sink in new[]
            {
                "#overview .trouble li",
                "#run dd",
                "#run dt",
                "#run .trouble li",
                "#run pre code",
                "#nodes td",
                "#nodes th",
                "#environments th",
            }
        )
        {
            var texts = await page.Locator(sink).AllTextContentsAsync();
            texts.ShouldContain(
                t => t.Contains("<script>window.taken=1;alert(1)</script>", StringComparison.Ordinal),
                sink
            );
        }

        var run = await page.Locator("#run article").TextContentAsync() ?? "";
        run.ShouldNotContain("\u202E");
        run.ShouldContain("‹U+202E›evil");
        run.ShouldContain("␇");
        run.ShouldNotContain("hush");
        (await page.EvaluateAsync<bool>("() => 'taken' in window")).ShouldBeFalse();
        open.ShouldHaveBeenQuiet();
        new FileInfo(file).Length.ShouldBeLessThan(8_000_000);
    }

    [ChromiumFact]
    public async Task Log_lines_are_shown_as_text_and_cut_where_they_never_end()
    {
        using var clone = new BareClone();
        HostileRun.Write(clone);
        // The same run, believed: its lines are then those behind a bar.
        var record = clone.Folder["figures", "runs", "model-sweep", "h100", "synthetic-llama-1b", "warm-1", "run.json"];
        var json = System.Text.Json.Nodes.JsonNode.Parse(File.ReadAllText(record))!;
        json["valid"] = true;
        json["model"] = "synthetic-llama-1b";
        json["environment"] = "vllm-0.25.1";
        File.WriteAllText(record, json.ToJsonString());
        clone.Run("--target", "Report", "--figure", "4").ShouldSucceed();

        await using var open = await kit.OpenAsync(clone.Folder["figures", "report.html"]);
        var page = open.Page;
        await page.Locator("select[name=state]").SelectOptionAsync("changed since");
        await page.Locator("#runs-table tbody a").First.ClickAsync();
        await Assertions.Expect(page.Locator("#run article")).ToBeVisibleAsync();
        var lines = await page.Locator("#run .log li").AllTextContentsAsync();

        lines.ShouldContain(l =>
            l.Contains("Loading weights took", StringComparison.Ordinal)
            && l.Contains("onerror=", StringComparison.Ordinal)
        );
        lines.ShouldContain(l => l.Contains("‹U+202E›evil", StringComparison.Ordinal));
        lines.ShouldAllBe(l => l.Length < 1000);
        (await page.EvaluateAsync<bool>("() => 'taken' in window")).ShouldBeFalse();
        open.ShouldHaveBeenQuiet();
    }

    [ChromiumFact]
    public async Task The_policy_of_the_page_lets_no_other_script_run()
    {
        await using var open = await kit.OpenAsync(kit.Report);

        await open.Page.EvaluateAsync(
            "() => { const s = document.createElement('script'); s.textContent = 'window.taken = 1'; document.body.append(s); }"
        );
        await open.Page.EvaluateAsync(
            "() => { const i = document.createElement('img'); i.src = 'https://example.org/x.png'; document.body.append(i); }"
        );

        (await open.Page.EvaluateAsync<bool>("() => 'taken' in window")).ShouldBeFalse();
    }
}
