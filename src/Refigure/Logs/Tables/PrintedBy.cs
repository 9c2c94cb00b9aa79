namespace Refigure.Logs.Tables;

/// <summary>Which process prints a line.</summary>
internal enum PrintedBy
{
    /// <summary>The process that was started, or the API server; the same text from another process is not the event.</summary>
    FrontEnd,

    /// <summary>The engine core or a worker; without a prefix up to vLLM 0.10.0.</summary>
    Engine,

    /// <summary>The engine with the study's profiling patch, in whichever process.</summary>
    Patch,

    /// <summary>The script that starts the engine, not vLLM.</summary>
    Script,
}
