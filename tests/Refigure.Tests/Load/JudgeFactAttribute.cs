using Refigure.Nodes;
using Refigure.Testing;

namespace Refigure.Tests.Load;

/// <summary>A fact that needs the independent server whose token times are known, and Node.js to run it.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class JudgeFactAttribute : FactAttribute
{
    public const string Server = "tools/timed-sse-server.mjs";

    public JudgeFactAttribute()
    {
        if (SharedData.Root is null || !File.Exists(SharedData.Path(Server)))
        {
            Skip = "needs tools/timed-sse-server.mjs in ../shared (or REFIGURE_SHARED)";
        }
        else if (NodeJs.Version() is null)
        {
            Skip = "needs Node.js (node)";
        }
    }
}
