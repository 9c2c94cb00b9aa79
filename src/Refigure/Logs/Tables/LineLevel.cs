namespace Refigure.Logs.Tables;

/// <summary>The level at which a line is printed, as far as it matters: is it there without DEBUG?</summary>
internal enum LineLevel
{
    /// <summary>INFO or above.</summary>
    Info,

    /// <summary>DEBUG: only with <c>VLLM_LOGGING_LEVEL=DEBUG</c>.</summary>
    Debug,
}
