using Microsoft.Playwright;

namespace Refigure.Build.Tests.Reports;

/// <summary>An open page, and everything that it did beside what it shows.</summary>
internal sealed class WatchedPage : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly List<string> _said = [];
    private readonly List<string> _asked = [];

    public WatchedPage(IPage page, IBrowserContext context)
    {
        (Page, _context) = (page, context);
        page.Console += (_, message) => _said.Add($"{message.Type}: {message.Text}");
        page.PageError += (_, error) => _said.Add($"error: {error}");
        page.Dialog += async (_, dialog) =>
        {
            _said.Add($"dialog: {dialog.Message}");
            await dialog.DismissAsync();
        };
        page.Request += (_, request) => _asked.Add(request.Url);
    }

    public IPage Page { get; }

    /// <summary>It asked for itself and for nothing else, and neither failed nor spoke.</summary>
    public void ShouldHaveBeenQuiet()
    {
        _said.ShouldBeEmpty();
        _asked.ShouldHaveSingleItem().ShouldStartWith("file:");
    }

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();
}
