namespace Refigure.Build.Publishing;

/// <summary>What a release is started with in the place of <c>build.sh</c>.</summary>
internal static class Launcher
{
    private const string Posix = """
        #!/bin/sh
        # Starts Refigure with the options of ./build.sh; the runtime is in bin/, and what it makes goes to figures/ and artifacts/ here.
        here=$(cd -- "$(dirname -- "$0")" && pwd -P) || exit 2
        REFIGURE_ROOT=$here exec "$here/bin/Refigure.Build" "$@"

        """;

    private const string Windows = """
        @echo off
        rem Starts Refigure with the options of build.ps1; the runtime is in bin\, and what it makes goes to figures\ and artifacts\ here.
        setlocal
        set "REFIGURE_ROOT=%~dp0."
        "%~dp0bin\Refigure.Build.exe" %*
        exit /b %ERRORLEVEL%

        """;

    /// <summary>Its name and text for a runtime.</summary>
    public static (string Name, string Text) Of(string runtime) =>
        runtime.StartsWith("win", StringComparison.Ordinal)
            ? ("refigure.cmd", Windows.ReplaceLineEndings("\r\n"))
            : ("refigure", Posix.ReplaceLineEndings("\n"));
}
