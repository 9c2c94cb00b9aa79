using Microsoft.Extensions.DependencyInjection;
using Refigure.Build.Figures;
using Refigure.Logs;
using Refigure.Results;

namespace Refigure.Build;

/// <summary>What tasks take through their constructors.</summary>
internal static class Services
{
    public static void Register(IServiceCollection services)
    {
        services.AddSingleton<Interruption>();
        services.AddSingleton<ProcessLauncher>();
        services.AddSingleton<IStartupLogReader, StartupLogReaderAdapter>();
        services.AddSingleton<RunStore>();
        services.AddSingleton<RunLibrary>();
        services.AddSingleton<FigureStudio>();
    }
}
