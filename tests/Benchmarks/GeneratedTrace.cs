using System.Buffers.Text;
using System.Text;

namespace Refigure.Benchmarks;

/// <summary>
/// The text of a trace of any size, made while it is read: launches as vLLM's without CUDA graphs have them in a trace, six
/// operators of the host, a call, two flows and a kernel each.
/// </summary>
internal sealed class GeneratedTrace : Stream
{
    private const string Begin =
        "{\n  \"schemaVersion\": 1,\n  \"distributedInfo\": {\"backend\": \"nccl\", \"rank\": 0, \"world_size\": 1},\n"
        + "  \"baseTimeNanoseconds\": 1790857026000000000,\n  \"traceEvents\": [\n";

    private const string End =
        "  {\n    \"ph\": \"i\", \"ts\": 1.000\n  }\n  ],\n  \"traceName\": \"/tmp/x.json\"\n}\n";

    private static readonly string[] Kernels =
    [
        "void vllm::cross_device_reduce_1stage<__nv_bfloat16, 2>(vllm::RankData*, vllm::RankSignals, vllm::Signal*, __nv_bfloat16*, int, int)",
        "nvjet_sm90_tst_64x8_64x16_2x1_v_bz_TNT",
        "std::enable_if<(((8)>(0)))&&vllm::_typeConvert<c10::BFloat16>::exists, void>::type vllm::fused_add_rms_norm_kernel<c10::BFloat16, 8, true>(c10::BFloat16*, long, c10::BFloat16*, c10::BFloat16 const*, float, int, int)",
        "void at::native::vectorized_elementwise_kernel<4, at::native::FillFunctor<int>, std::array<char*, 1ul> >(int, at::native::FillFunctor<int>, std::array<char*, 1ul>)",
    ];

    private readonly (byte[] Text, int[] Times, int[] Correlations, int Duration)[] _blocks;
    private readonly long _launches;
    private byte[] _now = Encoding.ASCII.GetBytes(Begin);
    private int _at;
    private long _next;
    private bool _hasEnded;

    /// <param name="megabytes">About so many million bytes.</param>
    public GeneratedTrace(long megabytes)
    {
        _blocks = [.. Kernels.Select(Block)];
        _launches = megabytes * 1_000_000 / (long)_blocks.Average(b => b.Text.Length);
    }

    /// <summary>How many kernels the whole has.</summary>
    public long Launches => _launches;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        var written = 0;
        while (written < count)
        {
            if (_at == _now.Length && !Advance())
            {
                break;
            }

            var part = Math.Min(count - written, _now.Length - _at);
            _now.AsSpan(_at, part).CopyTo(buffer.AsSpan(offset + written));
            _at += part;
            written += part;
        }

        return written;
    }

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private bool Advance()
    {
        _at = 0;
        if (_next == _launches)
        {
            _now = Encoding.ASCII.GetBytes(End);
            var first = !_hasEnded;
            _hasEnded = true;
            _at = first ? 0 : _now.Length;
            return first;
        }

        var (text, times, correlations, duration) = _blocks[_next % _blocks.Length];
        foreach (var at in times)
        {
            Digits(text, at, 4_453_348_423_094 + (_next * 12), 13);
        }

        foreach (var at in correlations)
        {
            Digits(text, at, 1_000_000_000 + _next, 10);
        }

        Digits(text, duration, 3 + ((_next * 2_654_435_761) >> 7) % 6, 1);
        _now = text;
        _next++;
        return true;
    }

    private static void Digits(byte[] text, int at, long value, int count)
    {
        if (!Utf8Formatter.TryFormat(value, text.AsSpan(at, count), out var written) || written != count)
        {
            throw new InvalidOperationException("the number has not as many digits as its place");
        }
    }

    private static (byte[] Text, int[] Times, int[] Correlations, int Duration) Block(string kernel)
    {
        const string Time = "TTTTTTTTTTTTT";
        const string Correlation = "CCCCCCCCCC";
        var text = new StringBuilder();
        for (var i = 0; i < 6; i++)
        {
            _ = text.Append(
                $"  {{\n    \"ph\": \"X\", \"cat\": \"cpu_op\", \"name\": \"aten::as_strided\", \"pid\": 1789, \"tid\": 1789,\n    \"ts\": {Time}.732, \"dur\": 2.955,\n    \"args\": {{\n      \"External id\": 2,\"Record function id\": 0, \"Concrete Inputs\": [\"\", \"[1024]\", \"[1]\", \"0\"], \"Input type\": [\"long int\", \"ScalarList\", \"ScalarList\", \"Scalar\"], \"Input Strides\": [[1, 1], [], [], []], \"Input Dims\": [[1024, 0], [], [], []], \"Ev Idx\": 1\n    }}\n  }},\n"
            );
        }

        _ = text.Append(
            $"  {{\n    \"ph\": \"X\", \"cat\": \"cuda_runtime\", \"name\": \"cudaLaunchKernel\", \"pid\": 1789, \"tid\": 1789,\n    \"ts\": {Time}.947, \"dur\": 5.830,\n    \"args\": {{\n      \"External id\": 2, \"cbid\": 211, \"correlation\": {Correlation}\n    }}\n  }},\n"
                + $"  {{\n    \"ph\": \"s\", \"id\": {Correlation}, \"pid\": 1789, \"tid\": 1789, \"ts\": {Time}.947,\n    \"cat\": \"ac2g\", \"name\": \"ac2g\"\n  }},\n"
                + $"  {{\n    \"ph\": \"X\", \"cat\": \"kernel\", \"name\": \"{kernel}\", \"pid\": 0, \"tid\": 17,\n    \"ts\": {Time}.347, \"dur\": D.457,\n    \"args\": {{\n      \"External id\": 2, \"queued\": 0, \"device\": 0, \"context\": 1, \"stream\": 17, \"correlation\": {Correlation}, \"registers per thread\": 32, \"shared memory\": 0, \"blocks per SM\": 0.007576, \"warps per SM\": 0.030303, \"grid\": [1, 1, 1], \"block\": [128, 1, 1], \"est. achieved occupancy %\": 0\n    }}\n  }},\n"
                + $"  {{\n    \"ph\": \"f\", \"id\": {Correlation}, \"pid\": 0, \"tid\": 17, \"ts\": {Time}.347,\n    \"cat\": \"ac2g\", \"name\": \"ac2g\", \"bp\": \"e\"\n  }},\n"
        );
        var made = text.ToString();
        return (
            Encoding.ASCII.GetBytes(made),
            Places(made, Time),
            Places(made, Correlation),
            made.IndexOf("D.457", StringComparison.Ordinal)
        );
    }

    private static int[] Places(string text, string of)
    {
        var places = new List<int>();
        for (
            var at = text.IndexOf(of, StringComparison.Ordinal);
            at >= 0;
            at = text.IndexOf(of, at + 1, StringComparison.Ordinal)
        )
        {
            places.Add(at);
        }

        return [.. places];
    }
}
