using Refigure.Environments;

namespace Refigure.Tests.Environments.Python;

/// <summary>A fact with a real uv; skipped with the reason where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class UvFactAttribute : FactAttribute
{
    public UvFactAttribute()
    {
        Skip = new PythonFactAttribute().Skip ?? (new ToolRunner().Find("uv") is null ? "needs uv on the path" : null);
    }
}
