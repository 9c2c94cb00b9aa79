using System.Collections.Immutable;
using System.Globalization;
using Cake.Common.Diagnostics;
using Cake.Core;
using Refigure.Build.Figures;
using Refigure.Build.Options;
using Refigure.Chat;
using Refigure.Chat.Asking;
using Refigure.Chat.Templates;
using Refigure.Chat.Terminal;
using Refigure.Engines;
using Refigure.Files;
using Refigure.Load;
using Refigure.Models;
using Refigure.Results;
using Refigure.Running;
using Refigure.Secrets;

namespace Refigure.Build.Running;

/// <summary>A conversation with a model: on an engine that is started for it, or on a server that runs.</summary>
public sealed class ChatDesk
{
    private const string KeyVariable = "OPENAI_API_KEY";
    private const int MostModels = 10;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly ImmutableArray<LoadEndpoint> AllEndpoints =
    [
        LoadEndpoint.Chat,
        LoadEndpoint.Completions,
        LoadEndpoint.GenerateStream,
    ];

    private readonly Workshop _workshop;
    private readonly RunLibrary _library;
    private readonly IFileSystem _files;
    private readonly Interruption _interruption;
    private readonly SecretMask _secrets;
    private readonly TimeProvider _time = TimeProvider.System;

    /// <summary>With what serves, what knows models, what saves, what ends long work, and what is masked.</summary>
    public ChatDesk(
        Workshop workshop,
        RunLibrary library,
        IFileSystem files,
        Interruption interruption,
        SecretMask secrets
    )
    {
        _library = library;
        _workshop = workshop;
        _files = files;
        _interruption = interruption;
        _secrets = secrets;
    }

    /// <summary>Talks until the input ends.</summary>
    /// <exception cref="UserErrorException">Something is missing or wrong, or cannot be set up or started.</exception>
    public async Task<ChatOutcome> TalkAsync(BuildContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var options = context.Options;
        return options.Load.Url is not { } url ? await ServeAsync(context)
            : options.Engine is null ? await TalkWithAsync(context, url)
            : throw new UserErrorException(
                "--engine and --url contradict each other: an engine is started for the chat, or a running server answers."
            );
    }

    private async Task<ChatOutcome> TalkWithAsync(BuildContext context, Uri url)
    {
        var options = context.Options;
        var key = Environment.GetEnvironmentVariable(KeyVariable) is { Length: > 0 } found ? found : null;
        using var client = ServingSession.Client();
        var facts = await new ServerLookup(client, Patience).AskAsync(url, options.Model, key, _interruption.Token);
        var model = Model(facts, options.Model, url);
        var known = TemplateRecognition.Of(facts.ModelFolder);
        var setup = ChatSetup.Of(options.Chat.Endpoint ?? EndpointIn(url), options.Chat.Template, AllEndpoints, known);
        return await TalkAsync(
            context,
            Server(options, setup, known, url, model) with
            {
                Key = key,
                Engine = facts.Engine,
                ContextTokens = options.Chat.Context ?? facts.ContextTokens,
            },
            facts.Problem is { } problem ? $"{url.Authority} does not answer yet ({problem})" : url.Authority,
            _interruption.Token
        );
    }

    private async Task<ChatOutcome> ServeAsync(BuildContext context)
    {
        if (context.Options.Model is { } named)
        {
            _ = _library.Models(context).Get(named);
        }

        var (profile, one) = new ChatCase(context, _workshop.Experiments(context)).Find();
        // What an engine cannot have is known before it is started.
        _ = ChatSetup.Of(
            context.Options.Chat.Endpoint,
            context.Options.Chat.Template,
            EndpointsOf(ChatCase.EngineOf(context, one).Endpoints),
            ModelTemplate.Unknown
        );
        var folder = Path.Combine(
            context.Options.Store,
            "chats",
            string.Create(
                CultureInfo.InvariantCulture,
                $"{_time.GetLocalNow():yyyyMMdd-HHmmss}-{Environment.ProcessId}"
            )
        );
        try
        {
            _files.CreateDirectory(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException(
                $"{folder} cannot be made ({e.Message.TrimEnd('.')}): name another folder with --store.",
                e
            );
        }

        context.Information("{0} starts with {1} …", one.Environment, one.Model);
        ServingRun<ChatOutcome>? run = null;
        try
        {
            run = await _workshop.ServeAsync(
                context,
                "chat",
                profile,
                one,
                folder,
                (server, model, ended) => TalkWithAsync(context, server, model, ended),
                new ServeProgress(line => context.Information("{0}", line), context.Options.Follow, _time)
            );
        }
        finally
        {
            // The engine's log is of use where it failed, and sentences name it.
            if (run is { IsDone: true } || _interruption.Token.IsCancellationRequested || !HasLog(folder))
            {
                _files.DeleteDirectory(folder);
            }
        }

        if (run.Result is { } outcome)
        {
            return outcome;
        }

        throw new CakeException(1, string.Join(Environment.NewLine, run.Failure));
    }

    private static bool HasLog(string folder) => File.Exists(Path.Combine(folder, RawFiles.EngineLog));

    private async Task<ChatOutcome> TalkWithAsync(
        BuildContext context,
        ServingEndpoint server,
        ModelFiles model,
        CancellationToken ended
    )
    {
        var options = context.Options;
        var known = TemplateRecognition.Of(model.Path);
        var setup = ChatSetup.Of(options.Chat.Endpoint, options.Chat.Template, EndpointsOf(server.Kinds), known);
        var contextTokens = options.Chat.Context ?? server.ContextTokens;
        var facts = new ServerFacts();
        if (contextTokens is null)
        {
            using var client = ServingSession.Client();
            facts = await new ServerLookup(client, Patience).AskAsync(server.BaseUrl, server.Model, null, ended);
        }

        return await TalkAsync(
            context,
            Server(options, setup, known, server.BaseUrl, server.Model) with
            {
                Engine = server.Engine,
                ContextTokens = contextTokens ?? facts.ContextTokens,
            },
            $"{server.Engine} {server.EngineVersion}",
            ended
        );
    }

    private async Task<ChatOutcome> TalkAsync(
        BuildContext context,
        ChatServer server,
        string where,
        CancellationToken cancellation
    )
    {
        var holds = server.ContextTokens is { } tokens
            ? string.Create(CultureInfo.InvariantCulture, $"the context holds {tokens} tokens")
            : "nobody says how much the context holds (--context T)";
        var prompts = server.MakesPrompts
            ? $"prompts are made here by the template {server.Template.Name}"
            : "the server makes prompts by the model's template";
        context.Information("{0}", $"{server.Model} on {where}: {prompts}; {holds}. /help says what there is.");
        using var keys = Console.IsInputRedirected ? null : new ConsoleKeys();
        IChatInput input = keys is null
            ? new TextChatInput(Console.In, Console.Out)
            : new TerminalChatInput(keys, Console.Out);
        var session = new ChatSession(
            server,
            input,
            Console.Out,
            _files,
            Directory.GetCurrentDirectory(),
            _time,
            _secrets
        );
        return await session.RunAsync(cancellation);
    }

    private static ChatServer Server(
        BuildOptions options,
        ChatSetup setup,
        ModelTemplate known,
        Uri url,
        string model
    ) =>
        new(url, model, setup.Endpoint)
        {
            Template = setup.Template,
            MayFallBack = setup.MayFallBack,
            SpecialTokens = known.SpecialTokens,
            Temperature = options.Load.Temperature,
            AnswerTokens = options.Load.OutputTokens,
        };

    private static string Model(ServerFacts facts, string? named, Uri url) =>
        named is null
            ? facts.Models is [var only]
                ? only
                : throw new UserErrorException(
                    facts.Models.IsEmpty
                        ? $"--target Chat needs --model NAME, as {url.Authority} names it."
                        : $"--target Chat needs --model NAME: {url.Authority} has {Some(facts.Models, ", ")}."
                )
            : facts.Models.IsEmpty || facts.Models.Contains(named)
                ? named
                : throw new UserErrorException(
                    $"--model {named}: {url.Authority} serves no such model; expected {Some(facts.Models, " or ")}."
                );

    private static string Some(ImmutableArray<string> models, string between) =>
        models.Length <= MostModels
            ? string.Join(between, models)
            : $"{string.Join(between, models.Take(MostModels))} … ({models.Length} in all)";

    // An address that ends with an endpoint's path says which one is meant.
    private static LoadEndpoint? EndpointIn(Uri url)
    {
        var path = url.AbsolutePath.TrimEnd('/');
        return path.EndsWith("/chat/completions", StringComparison.Ordinal) ? LoadEndpoint.Chat
            : path.EndsWith("/completions", StringComparison.Ordinal) ? LoadEndpoint.Completions
            : path.EndsWith("/generate_stream", StringComparison.Ordinal) ? LoadEndpoint.GenerateStream
            : null;
    }

    private static ImmutableArray<LoadEndpoint> EndpointsOf(ImmutableArray<ServingEndpointKind> kinds) =>
        [
            .. kinds.Select(kind =>
                kind switch
                {
                    ServingEndpointKind.Chat => LoadEndpoint.Chat,
                    ServingEndpointKind.GenerateStream => LoadEndpoint.GenerateStream,
                    _ => LoadEndpoint.Completions,
                }
            ),
        ];
}
