using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Refigure.Catalog;
using Refigure.Models;
using Refigure.Tests.Figures;

namespace Refigure.Tests.Models;

public sealed class SyntheticModelTests
{
    [Theory]
    [InlineData(WeightFormat.Half)]
    [InlineData(WeightFormat.EightBit)]
    public void The_file_is_GGUF_with_aligned_data_for_every_tensor(WeightFormat format)
    {
        var model = new SyntheticModel(TinyModels.Spec(format));

        var file = TinyModels.Bytes(model);

        Encoding.ASCII.GetString(file, 0, 4).ShouldBe("GGUF");
        BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(4)).ShouldBe(3u);
        BinaryPrimitives.ReadUInt64LittleEndian(file.AsSpan(8)).ShouldBe((ulong)model.Tensors.Length);
        BinaryPrimitives.ReadUInt64LittleEndian(file.AsSpan(16)).ShouldBe(17u);
        (file.Length % GgufWriter.Alignment).ShouldBe(0);
        var data = model.Tensors.Sum(t => GgufWriter.Aligned(t.Bytes));
        file.Length.ShouldBeGreaterThan((int)data);
        file.AsSpan(0, file.Length - (int)data).IndexOf("blk.1.ffn_down.weight"u8).ShouldBeGreaterThan(0);
    }

    // The names and shapes that a llama has: nine tensors a layer, the embedding, the last norm, the output.
    [Fact]
    public void Parameters_are_those_of_the_architecture()
    {
        var model = new SyntheticModel(TinyModels.Spec());

        model.Tensors.Length.ShouldBe((2 * 9) + 3);
        model.Parameters.ShouldBe((2 * ((4 * 64 * 64) + (3 * 64 * 96) + (2 * 64))) + (2 * 260 * 64) + 64);
    }

    [Fact]
    public void Tied_embeddings_leave_the_output_out() =>
        new SyntheticModel(TinyModels.Spec(tied: true)).Tensors.ShouldNotContain(t => t.Name == "output.weight");

    [Fact]
    public void The_same_seed_gives_the_same_bytes_and_another_seed_others()
    {
        var bytes = TinyModels.Bytes(new SyntheticModel(TinyModels.Spec(seed: 1)));

        TinyModels.Bytes(new SyntheticModel(TinyModels.Spec(seed: 1))).ShouldBe(bytes);
        TinyModels.Bytes(new SyntheticModel(TinyModels.Spec(seed: 2))).ShouldNotBe(bytes);
    }

    // Not a number, infinite or subnormal weights would be slower or worse.
    [Fact]
    public void Every_weight_is_an_ordinary_number()
    {
        var data = new byte[(8 * 1000) + 6];
        RandomWeights.Fill(data, GgufType.Float16, seed: 7, offset: 0);

        for (var i = 0; i < data.Length; i += 2)
        {
            var weight = Math.Abs((double)BinaryPrimitives.ReadHalfLittleEndian(data.AsSpan(i)));
            weight.ShouldBeInRange(1.0 / 128, 1.0 / 64);
        }
    }

    [Theory]
    [InlineData((int)GgufType.Float16, 8)]
    [InlineData((int)GgufType.EightBit, 34)]
    public void Weights_do_not_depend_on_the_parts_in_which_they_are_made(int type, int unit)
    {
        var whole = new byte[unit * 10];
        RandomWeights.Fill(whole, (GgufType)type, seed: 7, offset: 0);
        var part = new byte[unit * 4];
        RandomWeights.Fill(part, (GgufType)type, seed: 7, offset: unit * 6);

        part.ShouldBe(whole[(unit * 6)..]);
    }

    [Fact]
    public void All_pieces_of_a_large_vocabulary_are_different()
    {
        var tokens = new SyntheticVocabulary(128_000).Tokens;

        tokens.Distinct(StringComparer.Ordinal).Count().ShouldBe(128_000);
        tokens[3 + 'A'].ShouldBe("<0x41>");
        tokens[259].ShouldBe("▁");
    }

    [Fact]
    public void An_attribute_that_the_architecture_needs_is_named_when_it_is_missing() =>
        Should
            .Throw<UserErrorException>(() => new SyntheticModel(TinyModels.Spec() with { HiddenSize = null }))
            .Message.ShouldBe(
                "the model tiny cannot be made: hidden_size is missing; put it right in envs/models.yaml."
            );

    [Fact]
    public void The_digest_that_is_computed_while_writing_is_that_of_the_bytes()
    {
        using var output = new MemoryStream();
        using var hashing = new HashingStream(output);
        new SyntheticModel(TinyModels.Spec()).Write(hashing, static _ => { }, CancellationToken.None);

        hashing.Digest().ShouldBe(Convert.ToHexStringLower(SHA256.HashData(output.ToArray())));
        hashing.Length.ShouldBe(output.Length);
    }

    // What a large vocabulary adds is not part of the nominal size.
    [Fact]
    public void Shipped_models_have_the_size_that_they_are_named_for()
    {
        var shipped = StudyRuns
            .Models.Models.Where(m => m.Synthetic is { Format: WeightFormat.Half or WeightFormat.EightBit })
            .ToArray();

        shipped.Length.ShouldBe(9);
        foreach (var spec in shipped)
        {
            var parameters = new SyntheticModel(spec).Parameters;
            var vocabulary = spec.VocabularySize > 1000 ? (long)spec.VocabularySize * spec.HiddenSize!.Value : 0;
            var billions = (parameters - vocabulary) / 1e9;
            billions.ShouldBe(spec.SizeBillions!.Value, spec.SizeBillions.Value * 0.05, spec.Name);
        }
    }

    // The pinned digest holds on every machine; the smallest one is made each time.
    [Fact]
    public void A_shipped_model_comes_out_as_pinned()
    {
        var spec = StudyRuns.Models.Get("synthetic-15m");
        using var hashing = new HashingStream(Stream.Null);
        new SyntheticModel(spec).Write(hashing, static _ => { }, CancellationToken.None);

        hashing.Digest().ShouldBe(spec.Synthetic!.Sha256);
        hashing.Length.ShouldBe(spec.Synthetic.Bytes);
    }
}
