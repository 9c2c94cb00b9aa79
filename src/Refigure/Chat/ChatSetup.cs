using System.Collections.Immutable;
using Refigure.Chat.Templates;
using Refigure.Load;

namespace Refigure.Chat;

/// <summary>How a server is asked, and by which template prompts are made where they are made here.</summary>
/// <param name="Endpoint">The endpoint.</param>
/// <param name="Template">The template.</param>
/// <param name="MayFallBack">Whether nobody chose the endpoint, so that another may take its place.</param>
public sealed record ChatSetup(LoadEndpoint Endpoint, ChatTemplate Template, bool MayFallBack)
{
    /// <summary>Chooses.</summary>
    /// <param name="endpoint">The endpoint that the user names; null for none.</param>
    /// <param name="template">The template that the user names; null for none.</param>
    /// <param name="has">The endpoints that the server has.</param>
    /// <param name="model">What the model's folder says.</param>
    /// <exception cref="UserErrorException">There is no such template or endpoint, or they contradict each other.</exception>
    public static ChatSetup Of(
        LoadEndpoint? endpoint,
        string? template,
        ImmutableArray<LoadEndpoint> has,
        ModelTemplate model
    )
    {
        ArgumentNullException.ThrowIfNull(model);
        var named = template is null
            ? null
            : ChatTemplates.Find(template)
                ?? throw new UserErrorException(
                    $"--template {template}: expected one of {string.Join(", ", ChatTemplates.All.Select(t => t.Name))}."
                );
        if (endpoint is { } wanted && !has.Contains(wanted))
        {
            throw new UserErrorException(
                $"--endpoint {NameOf(wanted)}: this engine has no such endpoint; expected {string.Join(" or ", has.Select(NameOf))}."
            );
        }

        if (endpoint == LoadEndpoint.Chat && named is not null)
        {
            throw new UserErrorException(
                $"--template {template} is for prompts that are made here, and with --endpoint chat the server makes them by the model's own: leave one of them out."
            );
        }

        var text = has.Contains(LoadEndpoint.Completions) ? LoadEndpoint.Completions : LoadEndpoint.GenerateStream;
        // A server refuses conversations with a model that brings no template.
        var talks = has.Contains(LoadEndpoint.Chat) && named is null && (model.HasTemplate || !model.IsTokenizer);
        return new ChatSetup(
            endpoint ?? (talks ? LoadEndpoint.Chat : text),
            named ?? model.Template ?? ChatTemplates.Plain,
            endpoint is null && talks && has.Length > 1
        );
    }

    private static string NameOf(LoadEndpoint endpoint) =>
        endpoint switch
        {
            LoadEndpoint.Completions => "completions",
            LoadEndpoint.Chat => "chat",
            _ => "generate_stream",
        };
}
