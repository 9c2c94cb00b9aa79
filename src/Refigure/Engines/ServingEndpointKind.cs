namespace Refigure.Engines;

/// <summary>A way to have tokens streamed.</summary>
public enum ServingEndpointKind
{
    /// <summary>OpenAI's completions: a prompt as text or tokens.</summary>
    Completions,

    /// <summary>OpenAI's chat completions: messages, put into the model's own template by the server.</summary>
    Chat,

    /// <summary>TGI's own: <c>inputs</c> and <c>parameters</c>, an event for each token, no <c>[DONE]</c>.</summary>
    GenerateStream,
}
