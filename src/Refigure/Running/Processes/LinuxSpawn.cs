using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Refigure.Running.Processes;

/// <summary>Starts a process in a session of its own, with pipes for its input and outputs and signals as by default.</summary>
internal static unsafe class LinuxSpawn
{
    /// <summary>Sizes of C's opaque structures: no C library needs half of it (glibc: 336 bytes at most).</summary>
    private const int Opaque = 1024;

    /// <exception cref="Win32Exception">It cannot be started; nothing is left open.</exception>
    public static SpawnedProcess Start(string program, string[] arguments, string[] variables, string folder)
    {
        var ends = stackalloc int[6];
        for (var i = 0; i < 6; i++)
        {
            ends[i] = -1;
        }

        var texts = new List<nint>();
        var attributes = stackalloc byte[Opaque];
        var actions = stackalloc byte[Opaque];
        var signals = stackalloc byte[Opaque];
        _ = LinuxCalls.InitializeAttributes(attributes);
        _ = LinuxCalls.InitializeActions(actions);
        var started = false;
        try
        {
            for (var i = 0; i < 3; i++)
            {
                Check(LinuxCalls.Pipe(ends + (2 * i), LinuxCalls.CloseOnExec) == 0 ? 0 : Marshal.GetLastPInvokeError());
            }

            Check(LinuxCalls.AddDuplicate(actions, ends[0], 0));
            Check(LinuxCalls.AddDuplicate(actions, ends[3], 1));
            Check(LinuxCalls.AddDuplicate(actions, ends[5], 2));
            Check(LinuxCalls.AddFolder(actions, (byte*)Text(folder, texts)));
            // The host ignores SIGPIPE and may block others; neither may reach the engine.
            _ = LinuxCalls.FillSignals(signals);
            Check(LinuxCalls.SetDefaultSignals(attributes, signals));
            _ = LinuxCalls.EmptySignals(signals);
            Check(LinuxCalls.SetSignalMask(attributes, signals));
            Check(LinuxCalls.SetFlags(attributes, LinuxCalls.SpawnFlags));

            var argumentTexts = Texts([program, .. arguments], texts);
            var variableTexts = Texts(variables, texts);
            int id;
            fixed (nint* argumentList = argumentTexts)
            fixed (nint* variableList = variableTexts)
            {
                Check(
                    LinuxCalls.Spawn(
                        &id,
                        (byte*)argumentTexts[0],
                        actions,
                        attributes,
                        (byte**)argumentList,
                        (byte**)variableList
                    )
                );
            }

            started = true;
            return new SpawnedProcess(id, ends[1], ends[2], ends[4]);
        }
        finally
        {
            _ = LinuxCalls.DestroyActions(actions);
            _ = LinuxCalls.DestroyAttributes(attributes);
            texts.ForEach(Marshal.FreeCoTaskMem);
            for (var i = 0; i < 6; i++)
            {
                var ours = i is 1 or 2 or 4;
                if (ends[i] >= 0 && !(started && ours))
                {
                    _ = LinuxCalls.Close(ends[i]);
                }
            }
        }
    }

    private static void Check(int error)
    {
        if (error != 0)
        {
            throw new Win32Exception(error);
        }
    }

    private static nint Text(string text, List<nint> texts)
    {
        var copy = Marshal.StringToCoTaskMemUTF8(text);
        texts.Add(copy);
        return copy;
    }

    private static nint[] Texts(string[] all, List<nint> texts)
    {
        var list = new nint[all.Length + 1];
        for (var i = 0; i < all.Length; i++)
        {
            list[i] = Text(all[i], texts);
        }

        return list;
    }
}
