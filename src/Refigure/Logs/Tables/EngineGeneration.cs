namespace Refigure.Logs.Tables;

/// <summary>vLLM's engine: V0 up to 0.10, V1 from 0.8 on; 0.7.1 to 0.10 have both.</summary>
internal enum EngineGeneration
{
    /// <summary>Either one.</summary>
    Any,

    /// <summary>The first engine.</summary>
    V0,

    /// <summary>The engine with a process of its own.</summary>
    V1,
}
