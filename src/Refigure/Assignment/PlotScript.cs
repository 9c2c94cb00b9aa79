namespace Refigure.Assignment;

/// <summary>The script that reads the text files again and plots them, for whoever has the archive and not this program.</summary>
internal static class PlotScript
{
    public const string Name = "code/plot_results.py";

    /// <summary>Needs nothing but Python for the table; matplotlib for the plots.</summary>
    public const string Text = """"
        #!/usr/bin/env python3
        """Reads data/ttft_tpot_*.txt and plots the sorted TTFTs and TPOTs of all configurations.

        Written by Refigure with the other files of this archive. Run it in the archive's folder:

            python3 code/plot_results.py            a table of what the files hold
            python3 code/plot_results.py --plot     ttft.png and tpot.png as well (needs matplotlib)
        """

        import pathlib
        import re
        import statistics
        import sys

        DATA = pathlib.Path(__file__).resolve().parent.parent / "data"
        LINE = re.compile(r"TTFT: (\S+) TPOT: (\S+) INPUT: (\d+) OUTPUT: (\d+) LATENCY: (\S+) START: (\S+)$")


        def read(path):
            """The (TTFT, TPOT) of each prompt in seconds."""
            matches = (LINE.match(line) for line in path.read_text(encoding="utf-8").splitlines())
            return [(float(m[1]), float(m[2])) for m in matches if m]


        def label(path):
            """ttft_tpot_2gpu.txt is '2 GPUs'."""
            match = re.fullmatch(r"ttft_tpot_(\d+)([a-z]+)", path.stem)
            if not match:
                return path.stem
            noun = "GPU" if match[2] == "gpu" else match[2]
            return f"{match[1]} {noun}{'' if match[1] == '1' else 's'}"


        def plot(results, which, title, unit):
            import matplotlib

            matplotlib.use("Agg")
            import matplotlib.pyplot as plt

            figure, axes = plt.subplots()
            for name, values in results:
                ordered = sorted(pair[which] for pair in values)
                axes.plot(range(1, len(ordered) + 1), ordered, label=name)
            axes.set_xlabel("Prompt index (sorted)")
            axes.set_ylabel(f"{title} ({unit})")
            axes.legend()
            figure.savefig(f"{title.lower()}.png", dpi=200)


        def main():
            paths = sorted(DATA.glob("ttft_tpot_*.txt"), key=lambda p: [int(n) for n in re.findall(r"\d+", p.stem)])
            results = [(label(path), read(path)) for path in paths]
            for name, values in results:
                for which, title in ((0, "TTFT"), (1, "TPOT")):
                    median = statistics.median(pair[which] for pair in values)
                    print(f"{name}: {title} of {len(values)} prompts, median {median * 1000:.3f} ms")
            if "--plot" in sys.argv[1:]:
                plot(results, 0, "TTFT", "s")
                plot(results, 1, "TPOT", "s/token")


        if __name__ == "__main__":
            main()

        """";
}
