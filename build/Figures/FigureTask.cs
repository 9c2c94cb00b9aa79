using Cake.Common.Diagnostics;
using Cake.Frosting;
using Refigure.Figures;

namespace Refigure.Build.Figures;

/// <summary>A figure: which recipe makes it. Everything else is the same for all: what is missing is run, then it is drawn.</summary>
public abstract class FigureTask : AsyncFrostingTask<BuildContext>
{
    private readonly FigureStudio _studio;
    private readonly FigureRecipe _recipe;

    private protected FigureTask(int number, FigureStudio studio)
    {
        _studio = studio;
        _recipe = FigureRecipes.Find(number) ?? throw new ArgumentOutOfRangeException(nameof(number));
    }

    /// <inheritdoc />
    public override async Task RunAsync(BuildContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        await UserErrors.AsExitCode2Async(async () =>
        {
            await _studio.RunMissingAsync(_recipe, context);
            foreach (var line in _studio.Draw(_recipe, context))
            {
                context.Information("{0}", line);
            }
        });
    }
}
