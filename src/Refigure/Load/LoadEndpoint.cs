namespace Refigure.Load;

/// <summary>How a server is asked.</summary>
public enum LoadEndpoint
{
    /// <summary>OpenAI's <c>/v1/completions</c>.</summary>
    Completions,

    /// <summary>OpenAI's <c>/v1/chat/completions</c>: the server applies the model's chat template.</summary>
    Chat,

    /// <summary>TGI's <c>/generate_stream</c>.</summary>
    GenerateStream,
}
