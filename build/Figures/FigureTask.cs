using Cake.Common.Diagnostics;
using Cake.Frosting;
using Refigure.Figures;

namespace Refigure.Build.Figures;

/// <summary>A figure: which recipe makes it. Everything else is the same for all.</summary>
public abstract class FigureTask : FrostingTask<BuildContext>
{
    private readonly FigureStudio studio;

    private protected FigureTask(FigureStudio studio)
    {
        this.studio = studio;
    }

    private protected abstract FigureRecipe Recipe { get; }

    /// <inheritdoc />
    public override void Run(BuildContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        try
        {
            foreach (var line in studio.Draw(Recipe, context))
            {
                context.Information("{0}", line);
            }
        }
        catch (UserErrorException e)
        {
            throw UserErrors.AsCakeException(e);
        }
    }
}
