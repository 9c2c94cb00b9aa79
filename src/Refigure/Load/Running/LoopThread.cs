namespace Refigure.Load.Running;

/// <summary>A thread for a loop alone.</summary>
internal static class LoopThread
{
    /// <summary>Runs it; the task is its result or its error, and what must follow follows in either case.</summary>
    public static Task<LoopResult> Run(Func<LoopResult> loop, Action afterwards)
    {
        var done = new TaskCompletionSource<LoopResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        new Thread(() =>
        {
            try
            {
                var result = loop();
                afterwards();
                done.SetResult(result);
            }
            catch (Exception e)
            {
                afterwards();
                done.SetException(e);
            }
        })
        {
            IsBackground = true,
            Name = "load",
            Priority = ThreadPriority.AboveNormal,
        }.Start();
        return done.Task;
    }
}
