namespace Refigure.Assignment;

/// <summary>What a profile means for the assignment.</summary>
internal static class ProfileWords
{
    /// <summary>What a reader must know before any number; null for the assignment's own setting.</summary>
    public static string? Caution(string profile, bool isImported) =>
        profile switch
        {
            "paper" => null,
            "smoke" =>
                "Profile smoke: a rehearsal on this machine's processor. The engine is llama.cpp with a small synthetic model, and parallel slots or threads stand where the assignment has GPUs. Every number here is a real measurement of that, and none is one of the assignment's: nothing in it says how tensor parallelism behaves.",
            _ when isImported =>
                $"Profile {profile}: these are results of another tool, taken over; what is said of their setting is what their files say. If they are the assignment's own, say so with --profile paper.",
            _ =>
                $"Profile {profile}: these runs are not those of the assignment's own setting (Llama-3.1-8B at 10 requests per second on 1, 2 and 4 GPUs), which is the profile paper. What was run is in the first table.",
        };
}
