using Cake.Frosting;
using Refigure.Build;
using Refigure.Build.Options;

return new CakeHost()
    .UseContext<BuildContext>()
    .ConfigureServices(Services.Register)
    .Run(CommandLine.WithFigureTargets(args));
