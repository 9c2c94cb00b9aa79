using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Refigure.Chat.Templates;

/// <summary>How a conversation becomes one text for a model: a published chat template as data.</summary>
public sealed record ChatTemplate
{
    /// <summary>Stands for today's date in <see cref="SystemHead"/>.</summary>
    internal const string Today = "{today}";

    /// <summary>The name on the command line.</summary>
    public required string Name { get; init; }

    /// <summary>What a prompt begins with: the beginning-of-sequence token. Most servers' tokenizers set it themselves.</summary>
    internal string Begin { get; init; } = "";

    /// <summary>Around the system message; null where it is a part of the first question.</summary>
    internal ChatFrame? System { get; init; }

    /// <summary>Around the system message where it is a part of the first question.</summary>
    internal ChatFrame SystemInQuestion { get; init; } = new("", "\n\n");

    /// <summary>Stands before the system message's own text, also where there is none; with <see cref="Today"/> in it.</summary>
    internal string SystemHead { get; init; } = "";

    /// <summary>Whether it is a part of the last question in place of the first.</summary>
    internal bool SystemIsLast { get; init; }

    /// <summary>Around a question.</summary>
    internal ChatFrame User { get; init; } = ChatFrame.None;

    /// <summary>Around an answer that was given.</summary>
    internal ChatFrame Assistant { get; init; } = ChatFrame.None;

    /// <summary>What the model goes on from.</summary>
    internal string Answer { get; init; } = "";

    /// <summary>Whether messages lose the blanks around them.</summary>
    internal bool Trims { get; init; }

    /// <summary>Whether answers that were given do.</summary>
    internal bool TrimsAnswers { get; init; }

    /// <summary>Texts at which an answer ends; four at most, as OpenAI's endpoints allow.</summary>
    public ImmutableArray<string> Stops { get; init; } = [];

    /// <summary>Texts that mean structure in its prompts beside those of the form <c>&lt;|…|&gt;</c>.</summary>
    public ImmutableArray<string> Marks { get; init; } = [];

    /// <summary>Whether its stop texts are special tokens, which servers leave out of texts unless they are told not to.</summary>
    internal bool StopsAreTokens => Stops.Any(s => s[0] == '<');

    /// <summary>The prompt for the next answer.</summary>
    /// <param name="messages">The conversation, a system message first if there is one, a question last.</param>
    /// <param name="today">The date that templates with one name.</param>
    /// <param name="withBegin">Whether the beginning-of-sequence token is part of it.</param>
    public string Render(ImmutableArray<ChatMessage> messages, DateOnly today, bool withBegin = true)
    {
        var text = new StringBuilder(withBegin ? Begin : "");
        var system = messages is [{ Role: ChatRole.System } first, ..] ? TextOf(first) : "";
        var head = SystemHead.Replace(
            Today,
            today.ToString("dd MMM yyyy", CultureInfo.InvariantCulture),
            StringComparison.Ordinal
        );
        if (System is not null && head.Length + system.Length > 0)
        {
            text.Append(System.Before).Append(head).Append(system).Append(System.After);
        }

        var host = System is null && system.Length > 0 ? Host(messages) : null;
        foreach (var message in messages.Where(m => m.Role != ChatRole.System))
        {
            var frame = message.Role == ChatRole.User ? User : Assistant;
            text.Append(frame.Before);
            if (ReferenceEquals(message, host))
            {
                text.Append(SystemInQuestion.Before).Append(system).Append(SystemInQuestion.After);
            }

            text.Append(TextOf(message)).Append(frame.After);
        }

        return text.Append(Answer).ToString();
    }

    // The question that the system message is a part of.
    private ChatMessage? Host(ImmutableArray<ChatMessage> messages) =>
        SystemIsLast
            ? messages.LastOrDefault(m => m.Role == ChatRole.User)
            : messages.FirstOrDefault(m => m.Role == ChatRole.User);

    private string TextOf(ChatMessage message) =>
        Trims || (TrimsAnswers && message.Role == ChatRole.Assistant) ? message.Text.Trim() : message.Text;
}
