using System.Text;
using Cake.Frosting.Hosting;
using Cake.Frosting.Hosting.Output;

namespace Cake.Frosting.Testing;

/// <summary>A host with a few tasks, run in this process, and what it said.</summary>
internal sealed class HostTester
{
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _error = new();
    private readonly CakeHost _host = new();

    public HostTester()
    {
        _host.ConfigureServices(services =>
            services.AddSingleton(Journal).AddSingleton(Time).AddSingleton(Interruption)
        );
    }

    public Journal Journal { get; } = new();

    public ManualTime Time { get; } = new();

    public ManualInterruption Interruption { get; } = new();

    public string Output => _output.ToString().ReplaceLineEndings("\n");

    public string Error => _error.ToString().ReplaceLineEndings("\n");

    public HostTester Task<TTask>()
        where TTask : class, IFrostingTask =>
        With(host => host.ConfigureServices(s => s.AddSingleton<IFrostingTask, TTask>()));

    public HostTester With(Action<CakeHost> change)
    {
        change(_host);
        return this;
    }

    public int Run(params string[] words) =>
        _host.Run(
            words,
            new HostRun(
                new HostConsole(new StringWriter(_output), new StringWriter(_error), colours: false),
                Time,
                Interruption
            )
        );
}
