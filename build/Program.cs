using Cake.Frosting;
using Refigure.Build;
using Refigure.Build.Options;
using Refigure.Secrets;

// Before anything takes hold of the console: what is printed below is printed through the mask.
if (SecretSearch.Here() is { IsEmpty: false } secrets)
{
    Console.SetOut(new MaskingWriter(Console.Out, secrets));
    Console.SetError(new MaskingWriter(Console.Error, secrets));
}

return new CakeHost()
    .UseContext<BuildContext>()
    .ConfigureServices(Services.Register)
    .Run(CommandLine.WithFigureTargets(args));
