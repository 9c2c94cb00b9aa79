using System.Collections.Immutable;

namespace Refigure.Environments.Containers;

/// <summary>What runs containers here: Docker, podman, or Apptainer (formerly Singularity), which clusters have.</summary>
/// <param name="Name">Its name on the path.</param>
/// <param name="Program">The program, absolute.</param>
internal sealed record ContainerRuntime(string Name, string Program)
{
    /// <summary>The file that Apptainer makes of an image.</summary>
    public const string ImageFile = "image.sif";

    private static readonly string[] Names = ["docker", "podman", "apptainer", "singularity"];

    /// <summary>Whether it keeps images as files, and not in a store of its own.</summary>
    public bool KeepsFiles => Name is "apptainer" or "singularity";

    /// <summary>The first that is on the path; null if none is.</summary>
    public static ContainerRuntime? Find(IToolRunner tools) =>
        Names.Select(name => Find(tools, name)).FirstOrDefault(runtime => runtime is not null);

    /// <summary>The one of a name; null if it is not on the path.</summary>
    public static ContainerRuntime? Find(IToolRunner tools, string name) =>
        Array.IndexOf(Names, name) >= 0 && tools.Find(name) is { } program ? new ContainerRuntime(name, program) : null;

    /// <summary>The refusal where there is none.</summary>
    public static UserErrorException None(EnvironmentSpec spec) =>
        new(
            $"{spec.Name} runs in a container, and none of {string.Join(", ", Names)} was found on the path: install one; nothing was pulled."
        );

    /// <summary>Fetches an image.</summary>
    public ToolCall Pull(string image, string folder) =>
        Call(folder, KeepsFiles ? ["pull", Path.Combine(folder, ImageFile), "docker://" + image] : ["pull", image]);

    /// <summary>Asks which image it has: its id and digests as one line.</summary>
    public ToolCall Inspect(string image, string folder) =>
        Call(folder, ["image", "inspect", "--format", "{{.Id}} {{json .RepoDigests}}", image]);

    /// <summary>Asks where it keeps images.</summary>
    public ToolCall Root(string folder) =>
        Call(folder, ["info", "--format", Name == "docker" ? "{{.DockerRootDir}}" : "{{.Store.GraphRoot}}"]);

    /// <summary>The arguments that run an image with GPUs, the host's network, and a folder to read; the image's own follow.</summary>
    /// <param name="image">The image, or its file.</param>
    /// <param name="folder">The folder on the host.</param>
    /// <param name="mounted">Where the container sees it.</param>
    /// <param name="variables">Names of environment variables that go in with the values that they have.</param>
    public ImmutableArray<string> Run(string image, string folder, string mounted, IEnumerable<string> variables)
    {
        // Apptainer takes all variables along.
        string[] usual = KeepsFiles
            ? ["run", "--nv", "--bind", $"{folder}:{mounted}:ro"]
            :
            [
                "run",
                "--rm",
                "--init",
                "--network=host",
                "--ipc=host",
                .. Name == "docker" ? ["--gpus", "all"] : (string[])["--device", "nvidia.com/gpu=all"],
                "--volume",
                $"{folder}:{mounted}:ro",
                .. variables.SelectMany(name => (string[])["--env", name]),
            ];
        return [.. usual, image];
    }

    private ToolCall Call(string folder, ImmutableArray<string> arguments) => new(Program, arguments, folder);
}
