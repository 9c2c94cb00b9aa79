using System.Globalization;
using System.Text;
using Refigure.Chat.Asking;
using Refigure.Chat.History;
using Refigure.Chat.Templates;
using Refigure.Chat.Terminal;
using Refigure.Files;
using Refigure.Load.Streams;
using Refigure.Secrets;

namespace Refigure.Chat;

/// <summary>A conversation at a terminal: reads questions and commands, asks, shows answers while they come, and goes on after errors.</summary>
public sealed class ChatSession
{
    private const string Prompt = "> ";
    private const string More = "… ";
    private readonly IChatInput _input;
    private readonly TextWriter _output;
    private readonly string _folder;
    private readonly ChatAsker _asker;
    private readonly SavedChat _saved;
    private int _failures;

    /// <param name="server">Who answers.</param>
    /// <param name="input">Where questions come from.</param>
    /// <param name="output">Where everything is shown.</param>
    /// <param name="files">Saves conversations.</param>
    /// <param name="folder">The folder that names of files are relative to, absolute.</param>
    /// <param name="time">The clock.</param>
    /// <param name="secrets">What is masked in files.</param>
    /// <param name="limits">How long the server may take; null for the usual.</param>
    public ChatSession(
        ChatServer server,
        IChatInput input,
        TextWriter output,
        IFileSystem files,
        string folder,
        TimeProvider time,
        SecretMask? secrets = null,
        StreamLimits? limits = null
    )
    {
        _input = input;
        _output = output;
        _folder = folder;
        _saved = new SavedChat(files, secrets ?? SecretMask.None, time);
        _asker = new ChatAsker(server, new ChatClient(time, limits ?? new StreamLimits()), input, output);
    }

    /// <summary>Talks until the input ends.</summary>
    /// <param name="cancellation">Ends it at once.</param>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public async Task<ChatOutcome> RunAsync(CancellationToken cancellation)
    {
        while (await ReadAsync(cancellation) is { } line)
        {
            if (ChatCommand.Of(line) is { } command)
            {
                if (command.Name == "quit")
                {
                    break;
                }

                Do(command);
            }
            else if (!string.IsNullOrWhiteSpace(line) && !await _asker.AskAsync(line.Trim(), cancellation))
            {
                _failures++;
            }

            await _output.FlushAsync(cancellation);
        }

        await _output.WriteLineAsync(ChatFigures.Of(_asker.Answered));
        await _output.FlushAsync(cancellation);
        return new ChatOutcome(_asker.Answered.Length, _failures);
    }

    // A line that ends with a backslash goes on in the next one.
    private async Task<string?> ReadAsync(CancellationToken cancellation)
    {
        var whole = new StringBuilder();
        var prompt = Prompt;
        while (await _input.ReadLineAsync(prompt, cancellation) is { } line)
        {
            if (!line.EndsWith('\\'))
            {
                return whole.Append(line).ToString();
            }

            whole.Append(line, 0, line.Length - 1).Append('\n');
            prompt = More;
        }

        return whole.Length > 0 ? whole.ToString() : null;
    }

    private void Do(ChatCommand command)
    {
        switch (command.Name)
        {
            case "reset":
                _asker.History = ChatHistory.Empty with { System = _asker.History.System };
                Say("The conversation is forgotten.");
                break;
            case "system":
                SetSystem(command.Value);
                break;
            case "save":
                Save(command.Value);
                break;
            case "help":
                Help();
                break;
            default:
                Fail(
                    $"/{VisibleText.Of(command.Name)} is no command: expected one of {string.Join(", ", ChatCommand.All.Select(c => c.Use))}. A question that begins with / begins with a blank."
                );
                break;
        }
    }

    private void SetSystem(string text)
    {
        var message = text.Length == 0 ? null : new ChatMessage(ChatRole.System, text);
        _asker.History = _asker.History with { System = message };
        Say(
            message is null
                ? "There is no system message now."
                : "The system message is set, from the next question on."
        );
    }

    private void Save(string file)
    {
        if (file.Length == 0)
        {
            Fail("/save needs a file: /save FILE.md or /save FILE.json.");
            return;
        }

        try
        {
            _saved.Save(Path.GetFullPath(file, _folder), _asker.Server, _asker.History);
            var count = _asker.History.Turns.Length;
            Say(
                count == 1
                    ? $"{VisibleText.Of(file)}: 1 question with its answer."
                    : string.Create(
                        CultureInfo.InvariantCulture,
                        $"{VisibleText.Of(file)}: {count} questions with their answers."
                    )
            );
        }
        catch (UserErrorException e)
        {
            Fail(e.Message);
        }
        catch (ArgumentException)
        {
            Fail("/save: that is no name of a file.");
        }
    }

    private void Help()
    {
        foreach (var (use, meaning) in ChatCommand.All)
        {
            Say($"{use, -13} {meaning}");
        }

        Say(
            "A line that ends with \\ goes on in the next one. Ctrl-C stops an answer, and ends the chat at the prompt."
        );
    }

    private void Fail(string sentence)
    {
        _failures++;
        Say(sentence);
    }

    private void Say(string sentence) => _output.WriteLine(sentence);
}
