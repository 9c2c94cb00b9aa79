using Microsoft.Playwright;
using Refigure.Build.Tests.EndToEnd;

namespace Refigure.Build.Tests.Reports;

/// <summary>A Chromium for the tests of a class, and the report of the recorded runs that they look at.</summary>
public sealed class BrowserKit : IAsyncLifetime, IDisposable
{
    // Nothing of the browser's own goes to the network either.
    private static readonly string[] Quiet =
    [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ];

    private readonly Lazy<BareClone> _clone = new(() => new BareClone());
    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private string? _report;

    /// <summary>The report of the recorded runs, made by the real host.</summary>
    internal string Report =>
        _report ??= Made(
            _clone.Value.Run(
                "--target",
                "Report",
                "--against",
                Checkout.PathOf("tests", "Build.Tests", "Reports", "reference.csv")
            )
        );

    internal BareClone Clone => _clone.Value;

    public async Task InitializeAsync()
    {
        if (ChromiumFactAttribute.Browser is { } program)
        {
            _playwright = await Playwright.CreateAsync();
            _browser = await _playwright.Chromium.LaunchAsync(
                new BrowserTypeLaunchOptions { ExecutablePath = program, Args = Quiet }
            );
        }
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }
    }

    public void Dispose()
    {
        _playwright?.Dispose();
        if (_clone.IsValueCreated)
        {
            _clone.Value.Dispose();
        }
    }

    /// <summary>Opens a file as a user does who double-clicks it.</summary>
    internal async Task<WatchedPage> OpenAsync(string file, BrowserNewContextOptions? options = null)
    {
        var context = await _browser!.NewContextAsync(
            options
                ?? new BrowserNewContextOptions
                {
                    ViewportSize = new ViewportSize { Width = 1280, Height = 900 },
                }
        );
        var page = new WatchedPage(await context.NewPageAsync(), context);
        await page.Page.GotoAsync(new Uri(file).AbsoluteUri);
        return page;
    }

    private string Made(HostResult made)
    {
        made.ShouldSucceed();
        return _clone.Value.Folder["figures", "report.html"];
    }
}
