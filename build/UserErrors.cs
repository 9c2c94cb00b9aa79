using Cake.Core;

namespace Refigure.Build;

/// <summary>Turns what the user can put right into exit code 2.</summary>
internal static class UserErrors
{
    private const int ExitCode = 2;

    public static T AsExitCode2<T>(Func<T> action)
    {
        try
        {
            return action();
        }
        catch (UserErrorException e)
        {
            throw new CakeException(ExitCode, e.Message, e);
        }
    }

    public static void AsExitCode2(Action action)
    {
        try
        {
            action();
        }
        catch (UserErrorException e)
        {
            throw new CakeException(ExitCode, e.Message, e);
        }
    }

    public static async Task AsExitCode2Async(Func<Task> action)
    {
        try
        {
            await action();
        }
        catch (UserErrorException e)
        {
            throw new CakeException(ExitCode, e.Message, e);
        }
    }
}
